import type { ChannelDocument } from '../channels/state.ts';
import type { Engine } from '../engine.ts';
import { created, type Reply, type RouteContext } from '../http/api.ts';
import { byNameOrId } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { readWantedRef, type WantedRef } from './git-selection.ts';
import { channelProblems, makeRelease, releaseOfVersion } from './make-release.ts';
import { nextVersion } from './next-version.ts';
import { createReleaseSchema } from './schemas.ts';

/** `POST releases/create/v1`: a release by names. [docs] */
export async function createReleaseByNames(context: RouteContext, engine: Engine): Promise<Reply> {
  const { world, caller, space } = context;
  const command = validated(createReleaseSchema, context.body);
  const projects = world.store.all('Projects').filter(({ SpaceId }) => SpaceId === space.Id);
  const project = byNameOrId(projects, command.ProjectName);
  if (project === undefined) throw badRequest([`The project '${command.ProjectName}' does not exist in this space.`]);
  caller.requirePermission('ReleaseCreate', { spaceId: space.Id, projectId: project.Id });
  if ((command.GitRef ?? '') !== '' || (command.GitCommit ?? '') !== '') {
    throw badRequest([`The project '${project.Name}' is not kept in git: GitRef and GitCommit do not fit.`]);
  }
  const own = world.store.newest('Releases', { group: ({ ProjectId }) => ProjectId === project.Id });
  const template = project.VersioningStrategy.Template;
  const version =
    command.ReleaseVersion ||
    nextVersion(
      template,
      own.slice(0, own.length).map(({ Version }) => Version),
    );
  const known = releaseOfVersion(world, project.Id, version);
  if (known !== undefined && command.IgnoreIfAlreadyExists) {
    return created({ ReleaseId: known.Id, ReleaseVersion: known.Version });
  }
  const channels = world.store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const channel = chooseChannel(channels, {
    name: command.ChannelName,
    version,
    ignoreRules: command.IgnoreChannelRules,
  });
  const release = await makeRelease(
    world,
    {
      project,
      channel,
      version,
      notes: command.ReleaseNotes,
      packages: [],
      refs: refsOf(command.GitResources),
      ignoreChannelRules: command.IgnoreChannelRules,
      customFields: command.CustomFields,
    },
    caller,
  );
  engine.automatic.released(release);
  return created({ ReleaseId: release.Id, ReleaseVersion: release.Version });
}

function refsOf(texts: readonly string[]): WantedRef[] {
  return texts.map((text) => {
    const wanted = readWantedRef(text);
    if (wanted === undefined)
      throw badRequest([`'${text}' is not of the form Step:GitRef or Step:GitResource:GitRef.`]);
    return wanted;
  });
}

/** The named channel, else the best one: the default if its rules fit, else the first whose rules do. [guess] */
function chooseChannel(
  channels: readonly ChannelDocument[],
  wanted: { name: string | null; version: string; ignoreRules: boolean },
): ChannelDocument {
  if (wanted.name !== null && wanted.name !== '') {
    const named = byNameOrId(channels, wanted.name);
    if (named === undefined) throw badRequest([`The channel '${wanted.name}' does not exist.`]);
    return named;
  }
  const ordered = [...channels].sort((a, b) => Number(b.IsDefault) - Number(a.IsDefault));
  const best = ordered.find((channel) => wanted.ignoreRules || channelProblems(channel, wanted.version).length === 0);
  if (best === undefined) throw badRequest([`No channel takes version ${wanted.version}.`]);
  return best;
}
