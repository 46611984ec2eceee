import type { Engine } from '../engine.ts';
import { created, type Reply, type RouteContext } from '../http/api.ts';
import { byNameOrId } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { chooseChannel } from './choose-channel.ts';
import { readWantedRef, type WantedRef } from './git-selection.ts';
import { makeRelease, releaseOfVersion } from './make-release.ts';
import type { PackageWish } from './package-selection.ts';
import { planRelease, type ReleasePlan } from './plan-release.ts';
import { type CreateReleaseCommand, createReleaseSchema } from './schemas.ts';
import { type ReleaseSource, sourceOf } from './source.ts';
import { readWantedPackage } from './wanted-packages.ts';

/** `POST releases/create/v1`: a release by names. [docs] */
export async function createReleaseByNames(context: RouteContext, engine: Engine): Promise<Reply> {
  const { world, caller, space } = context;
  const command = validated(createReleaseSchema, context.body);
  const projects = world.store.all('Projects').filter(({ SpaceId }) => SpaceId === space.Id);
  const project = byNameOrId(projects, command.ProjectName);
  if (project === undefined) throw badRequest([`The project '${command.ProjectName}' does not exist in this space.`]);
  caller.requirePermission('ReleaseCreate', { spaceId: space.Id, projectId: project.Id });
  const source = sourceOf(world, project, { gitRef: command.GitRef, gitCommit: command.GitCommit });
  const known = command.ReleaseVersion ? releaseOfVersion(world, project.Id, command.ReleaseVersion) : undefined;
  if (known !== undefined && command.IgnoreIfAlreadyExists) {
    return created({ ReleaseId: known.Id, ReleaseVersion: known.Version });
  }
  const plan = planOf(context, { project, source, command });
  const same = releaseOfVersion(world, project.Id, plan.version);
  if (same !== undefined && command.IgnoreIfAlreadyExists) {
    return created({ ReleaseId: same.Id, ReleaseVersion: same.Version });
  }
  const release = await makeRelease(
    world,
    {
      project,
      plan,
      source,
      notes: command.ReleaseNotes,
      refs: refsOf(command.GitResources),
      ignoreChannelRules: command.IgnoreChannelRules,
      customFields: command.CustomFields,
    },
    caller,
  );
  engine.automatic.released(release);
  return created({ ReleaseId: release.Id, ReleaseVersion: release.Version });
}

/** The release as it would be in the named channel, else in the best one. */
function planOf(
  { world }: RouteContext,
  parts: { project: ProjectDocument; source: ReleaseSource; command: CreateReleaseCommand },
): ReleasePlan {
  const { project, source, command } = parts;
  const steps = source.process.Steps;
  const channels = world.store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const named = command.ChannelName ? byNameOrId(channels, command.ChannelName) : undefined;
  if (command.ChannelName && named === undefined) {
    throw badRequest([`The channel '${command.ChannelName}' does not exist.`]);
  }
  const wish = wishOf(command);
  const planFor = (channel: ReleasePlan['channel']) =>
    planRelease(world, {
      project,
      channel,
      steps,
      version: command.ReleaseVersion || undefined,
      wish,
      ignoreRules: command.IgnoreChannelRules,
      gitRef: source.reference?.GitRef ?? null,
    });
  return named === undefined ? chooseChannel(channels, planFor) : planFor(named);
}

function wishOf(command: CreateReleaseCommand): PackageWish {
  const wanted = command.Packages.map((text) => {
    const read = readWantedPackage(text);
    if (read === undefined) {
      throw badRequest([`'${text}' is not of the form Step:Version, PackageId:Version or Step:Package:Version.`]);
    }
    return read;
  });
  const { PackageVersion: version, PackagePrerelease: preRelease } = command;
  return { selected: [], wanted, version, preRelease, latest: true };
}

function refsOf(texts: readonly string[]): WantedRef[] {
  return texts.map((text) => {
    const wanted = readWantedRef(text);
    if (wanted === undefined)
      throw badRequest([`'${text}' is not of the form Step:GitRef or Step:GitResource:GitRef.`]);
    return wanted;
  });
}
