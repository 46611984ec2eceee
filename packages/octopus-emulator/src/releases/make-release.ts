import type { ChannelDocument } from '../channels/state.ts';
import { sameName } from '../http/names.ts';
import { refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { ProcessDocument } from '../processes/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { snapshotAllVariables, snapshotProcess } from '../snapshots/take.ts';
import { versionKey } from '../store/histories.ts';
import { ruleProblems } from '../versions/rules.ts';
import { timeOf, type World } from '../world.ts';
import { selectGitResources, type WantedRef } from './git-selection.ts';
import type { ReleaseDocument, SelectedPackage } from './state.ts';

/** Longest version. [docs] */
const LONGEST_VERSION = 349;

/** A release as it is asked for, with everything resolved but its snapshots. */
export interface ReleaseOrder {
  readonly project: ProjectDocument;
  readonly channel: ChannelDocument;
  readonly version: string;
  readonly notes: string | null;
  readonly packages: readonly SelectedPackage[];
  readonly refs: readonly WantedRef[];
  readonly ignoreChannelRules: boolean;
  readonly customFields: Readonly<Record<string, string>>;
}

/** Versions are unique in a project. */
export function releaseOfVersion(world: World, projectId: string, version: string): ReleaseDocument | undefined {
  return world.store
    .where('Releases', 'Version', versionKey(projectId, version))
    .find((release) => sameName(release.Version, version));
}

/** Why a version may not be given to a release of a project. */
export function versionProblems(
  world: World,
  order: Pick<ReleaseOrder, 'project' | 'version'>,
  own?: string,
): string[] {
  const { project, version } = order;
  if (version === '') return ['A release needs a version.'];
  if (version.length > LONGEST_VERSION) return [`A version has at most ${LONGEST_VERSION} characters.`];
  if (!/^[0-9A-Za-z][0-9A-Za-z._+-]*$/.test(version)) return [`'${version}' is not a version.`];
  const other = releaseOfVersion(world, project.Id, version);
  const taken = other !== undefined && other.Id !== own;
  return taken ? [`Release ${version} of the project '${project.Name}' already exists. Choose another version.`] : [];
}

/** Why a version breaks the rules of a channel. Rules are looked at only here, not at deployments. [docs] */
export function channelProblems(channel: ChannelDocument, version: string): string[] {
  return channel.Rules.flatMap((rule) => ruleProblems(version, rule)).map(
    (problem) => `The channel '${channel.Name}' does not take this release: ${problem}.`,
  );
}

/** Makes a release: checks it, pins its git resources, and snapshots process and variables. Throws the 400. */
export async function makeRelease(world: World, order: ReleaseOrder, caller: Caller): Promise<ReleaseDocument> {
  const { project } = order;
  const before = releaseProblems(world, order);
  const process = world.store.get('DeploymentProcesses', project.DeploymentProcessId);
  const git = await selectGitResources(world.git, { steps: process?.Steps ?? [], wanted: order.refs });
  refuseIfAny([...before, ...git.problems]);
  // Between the first look and here another request may have taken the version, or changed the process.
  refuseIfAny(versionProblems(world, order));
  if (process === undefined) throw new Error(`the project ${project.Id} has no process`);
  const release = storeRelease(world, { order, process, caller, git: git.selected });
  world.record({
    category: 'Created',
    message: `${caller.user.Username} created release ${release.Version} of ${project.Name}`,
    related: [release.Id, project.Id, release.ChannelId, project.ProjectGroupId],
    spaceId: project.SpaceId,
    user: caller.user,
  });
  return release;
}

function releaseProblems(world: World, order: ReleaseOrder): string[] {
  const { project, channel } = order;
  const problems = versionProblems(world, order);
  if (project.IsDisabled) problems.push(`The project '${project.Name}' is disabled.`);
  if (order.ignoreChannelRules && !project.AllowIgnoreChannelRules && channel.Rules.length > 0) {
    problems.push(`The project '${project.Name}' does not let releases ignore channel rules.`);
  }
  if (!order.ignoreChannelRules) problems.push(...channelProblems(channel, order.version));
  return problems;
}

function storeRelease(
  world: World,
  parts: {
    order: ReleaseOrder;
    process: ProcessDocument;
    caller: Caller;
    git: ReleaseDocument['SelectedGitResources'];
  },
): ReleaseDocument {
  const { order, process, caller } = parts;
  const variables = snapshotAllVariables(world, order.project.Id);
  const release: ReleaseDocument = {
    Id: world.store.nextId('Releases'),
    SpaceId: order.project.SpaceId,
    Version: order.version,
    ProjectId: order.project.Id,
    ChannelId: order.channel.Id,
    Assembled: timeOf(world),
    ReleaseNotes: order.notes,
    IgnoreChannelRules: order.ignoreChannelRules,
    SelectedPackages: order.packages,
    SelectedGitResources: parts.git,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
    ProjectDeploymentProcessSnapshotId: snapshotProcess(world, process).Id,
    CustomFields: order.customFields,
    CreatedById: caller.user.Id,
  };
  world.store.put('Releases', release);
  return release;
}
