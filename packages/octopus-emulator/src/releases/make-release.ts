import { buildInformationOf } from '../build-information/find.ts';
import { shownBuild } from '../build-information/show.ts';
import { channelProblems, hasRules } from '../channels/release-rules.ts';
import { sameName } from '../http/names.ts';
import { refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { snapshotAllVariables, snapshotProcess } from '../snapshots/take.ts';
import { versionKey } from '../store/histories.ts';
import { timeOf, type World } from '../world.ts';
import { childSelections } from './child-selections.ts';
import { selectGitResources, type WantedRef } from './git-selection.ts';
import { isFor, rememberSelection } from './package-selection.ts';
import type { ReleasePlan } from './plan-release.ts';
import type { ReleaseSource } from './source.ts';
import type { ReleaseDocument } from './state.ts';

/** Longest version. [docs] */
const LONGEST_VERSION = 349;

/** A release as it is asked for, with everything resolved but its snapshots. */
export interface ReleaseOrder {
  readonly project: ProjectDocument;
  readonly plan: ReleasePlan;
  readonly source: ReleaseSource;
  readonly notes: string | null;
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
  order: { readonly project: ProjectDocument; readonly version: string },
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

/** Makes a release: checks it, pins its git resources, and snapshots process and variables. Throws the 400. */
export async function makeRelease(world: World, order: ReleaseOrder, caller: Caller): Promise<ReleaseDocument> {
  const { project } = order;
  const before = releaseProblems(world, order);
  const git = await selectGitResources(world.git, { steps: order.source.process.Steps, wanted: order.refs });
  refuseIfAny([...before, ...git.problems, ...gitRuleProblems(world, order, git.selected)]);
  // Between the first look and here another request may have taken the version.
  refuseIfAny(versionProblems(world, { project, version: order.plan.version }));
  const release = storeRelease(world, { order, caller, git: git.selected });
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
  const { project, plan } = order;
  const { channel } = plan;
  const problems = versionProblems(world, { project, version: plan.version });
  if (project.IsDisabled) problems.push(`The project '${project.Name}' is disabled.`);
  if (order.ignoreChannelRules && !project.AllowIgnoreChannelRules && hasRules(channel)) {
    problems.push(`The project '${project.Name}' does not let releases ignore channel rules.`);
  }
  const lacking = channel.CustomFieldDefinitions.filter(({ FieldName }) => !order.customFields[FieldName]);
  // Every field that the channel defines has to be filled in. [client]
  problems.push(...lacking.map(({ FieldName }) => `The channel '${channel.Name}' asks for '${FieldName}'.`));
  return [...problems, ...plan.unresolved, ...plan.broken];
}

/** Rules about git can only be held against what was pinned. */
function gitRuleProblems(world: World, order: ReleaseOrder, git: ReleaseDocument['SelectedGitResources']): string[] {
  const { channel, version, needs } = order.plan;
  if (order.ignoreChannelRules) return [];
  const facts = { version, needs, packages: [], git, gitRef: null };
  return channelProblems(world.store, { ...channel, Rules: [] }, facts);
}

function storeRelease(
  world: World,
  parts: {
    order: ReleaseOrder;
    caller: Caller;
    git: ReleaseDocument['SelectedGitResources'];
  },
): ReleaseDocument {
  const { order, caller } = parts;
  const { process, reference, commit } = order.source;
  const variables = snapshotAllVariables(world, order.project.Id, commit);
  const release: ReleaseDocument = {
    Id: world.store.nextId('Releases'),
    SpaceId: order.project.SpaceId,
    Version: order.plan.version,
    ProjectId: order.project.Id,
    ChannelId: order.plan.channel.Id,
    Assembled: timeOf(world),
    ReleaseNotes: order.notes,
    IgnoreChannelRules: order.ignoreChannelRules,
    SelectedPackages: [...order.plan.packages, ...childSelections(world, process, order.plan.packages)],
    SelectedGitResources: parts.git,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
    ProjectDeploymentProcessSnapshotId: snapshotProcess(world, process, commit).Id,
    CustomFields: order.customFields,
    VersionControlReference: reference,
    BuildInformation: buildsOf(world, order),
    CreatedById: caller.user.Id,
  };
  world.store.put('Releases', release);
  const { needs, packages: selected } = order.plan;
  rememberSelection(world.store, release.SpaceId, { needs, selected });
  return release;
}

/** What builds told of the packages of a release. */
function buildsOf({ store }: World, { plan, project }: ReleaseOrder): readonly object[] {
  return plan.needs.flatMap((need) => {
    const version = plan.packages.find((given) => isFor(given, need))?.Version ?? '';
    const wanted = { spaceId: project.SpaceId, packageId: need.reference.PackageId, version };
    const built = buildInformationOf(store, wanted);
    return built === undefined ? [] : [shownBuild(built)];
  });
}
