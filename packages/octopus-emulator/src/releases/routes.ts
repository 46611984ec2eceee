import { channelProblems, type RuleFacts } from '../channels/release-rules.ts';
import type { Engine } from '../engine.ts';
import { type Api, created, ok, param, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf, requireInSpace } from '../http/lookup.ts';
import { badRequest, notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { projectOfPath } from '../projects/of-path.ts';
import type { Groups } from '../store/histories.ts';
import type { Narrowing } from '../store/history-shelf.ts';
import type { World } from '../world.ts';
import { createReleaseByNames } from './create-command.ts';
import { removeRelease } from './delete.ts';
import { wantedRefsOf } from './git-selection.ts';
import { makeRelease, releaseOfVersion, versionProblems } from './make-release.ts';
import { packageNeeds } from './package-needs.ts';
import { noPackageWish } from './package-selection.ts';
import { planRelease } from './plan-release.ts';
import { releaseSchema } from './schemas.ts';
import { showRelease } from './show.ts';
import { sourceOf } from './source.ts';
import type { ReleaseDocument } from './state.ts';

/** Releases: list, read, create in both forms, change, delete. */
export function registerReleaseRoutes(api: Api, engine: Engine): void {
  api.space('GET', '/releases', (context) => list(context, {}));
  api.space('POST', '/releases', (context) => create(context, engine));
  api.space('POST', '/releases/create/v1', (context) => createReleaseByNames(context, engine));
  api.space('GET', '/releases/:id', (context) => ok(showRelease(visibleRelease(context, 'ReleaseView'))));
  api.space('PUT', '/releases/:id', update);
  api.space('DELETE', '/releases/:id', (context) => {
    const release = visibleRelease(context, 'ReleaseDelete');
    removeRelease(context, release);
    return ok(undefined);
  });
  api.space('GET', '/projects/:id/releases', (context) => {
    const project = projectOfPath(context);
    const version = context.query.text('searchByVersion')?.toLowerCase();
    return list(context, {
      group: ({ ProjectId }) => ProjectId === project.Id,
      ...(version === undefined ? {} : { keeps: ({ Version }) => Version.toLowerCase().includes(version) }),
    });
  });
  api.space('GET', '/projects/:id/releases/:version', (context) => {
    const project = projectOfPath(context);
    context.caller.requirePermission('ReleaseView', { spaceId: context.space.Id, projectId: project.Id });
    const version = param(context, 'version');
    const release =
      releaseOfVersion(context.world, project.Id, version) ?? context.world.store.get('Releases', version);
    if (release === undefined || release.ProjectId !== project.Id) throw notFound('release', version);
    return ok(showRelease(release));
  });
  for (const path of ['/channels/:id/releases', '/projects/:projectId/channels/:id/releases']) {
    api.space('GET', path, (context) => {
      const projectId = context.params.projectId === undefined ? undefined : projectOfPath(context, 'projectId').Id;
      const { world, space } = context;
      const id = param(context, 'id');
      const channel = requireInSpace(world, { collection: 'Channels', kind: 'channel', spaceId: space.Id, id });
      const version = context.query.text('searchByVersion')?.toLowerCase() ?? '';
      return list(context, {
        group: ({ ChannelId, ProjectId }) =>
          ChannelId === channel.Id && (projectId === undefined || ProjectId === projectId),
        keeps: ({ Version }) => Version.toLowerCase().includes(version),
      });
    });
  }
}

/** The release of the path, which the caller has the permission for. */
export function visibleRelease(
  context: RouteContext,
  permission: 'ReleaseView' | 'ReleaseEdit' | 'ReleaseDelete' | 'DefectReport' | 'DefectResolve' | 'DeploymentView',
): ReleaseDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const release = requireInSpace(world, { collection: 'Releases', kind: 'release', spaceId: space.Id, id });
  caller.requirePermission(permission, { spaceId: space.Id, projectId: release.ProjectId });
  return release;
}

/** Newest first. [docs] */
function list(context: RouteContext, { group, keeps }: Narrowing<ReleaseDocument, Groups['Releases']>) {
  const { world, caller, space, query } = context;
  caller.requirePermission('ReleaseView', { spaceId: space.Id });
  const ids = query.list('ids');
  const sees = (release: Groups['Releases']) =>
    release.SpaceId === space.Id &&
    (group?.(release) ?? true) &&
    caller.may('ReleaseView', { spaceId: space.Id, projectId: release.ProjectId });
  const found =
    ids.length === 0
      ? world.store.newest('Releases', { group: sees, ...(keeps === undefined ? {} : { keeps }) })
      : documentsOf(world.store, 'Releases', ids).filter((release) => sees(release) && (keeps?.(release) ?? true));
  return pageReply(context, { itemType: 'Release', found, show: showRelease });
}

async function create(context: RouteContext, engine: Engine) {
  const { world, caller, space, query } = context;
  const written = validated(releaseSchema, context.body);
  const project = world.store.get('Projects', written.ProjectId);
  if (project === undefined || project.SpaceId !== space.Id) {
    throw badRequest([`The project '${written.ProjectId}' does not exist in this space.`]);
  }
  caller.requirePermission('ReleaseCreate', { spaceId: space.Id, projectId: project.Id });
  const channel = world.store
    .all('Channels')
    .find(
      ({ Id, ProjectId, IsDefault }) =>
        ProjectId === project.Id && (written.ChannelId === null ? IsDefault : Id === written.ChannelId),
    );
  if (channel === undefined) throw badRequest([`The project '${project.Name}' has no channel '${written.ChannelId}'.`]);
  const ignoreChannelRules = written.IgnoreChannelRules || (query.flag('ignoreChannelRules') ?? false);
  const { GitRef: gitRef, GitCommit: gitCommit } = written.VersionControlReference;
  const source = sourceOf(world, project, { gitRef, gitCommit });
  const plan = planRelease(world, {
    project,
    channel,
    steps: source.process.Steps,
    version: written.Version,
    // A release in its resource form names a version for each of its packages. [guess]
    wish: { ...noPackageWish, selected: written.SelectedPackages, latest: false },
    ignoreRules: ignoreChannelRules,
    gitRef: source.reference?.GitRef ?? null,
  });
  const release = await makeRelease(
    world,
    {
      project,
      plan,
      source,
      notes: written.ReleaseNotes,
      refs: wantedRefsOf(written.SelectedGitResources),
      ignoreChannelRules,
      customFields: written.CustomFields,
    },
    caller,
  );
  engine.automatic.released(release);
  return created(showRelease(release));
}

/** What the rules of a channel are held against when a release moves into it. */
function factsOf({ store }: World, release: ReleaseDocument, version: string): RuleFacts {
  const steps = store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Steps ?? [];
  return {
    version,
    needs: packageNeeds(steps),
    packages: release.SelectedPackages,
    git: release.SelectedGitResources,
    gitRef: release.VersionControlReference?.GitRef ?? null,
  };
}

/** Version, channel, notes and custom fields may change; what was snapshotted may not. */
function update(context: RouteContext) {
  const { world, caller, space } = context;
  const release = visibleRelease(context, 'ReleaseEdit');
  const project = requireInSpace(world, {
    collection: 'Projects',
    kind: 'project',
    spaceId: space.Id,
    id: release.ProjectId,
  });
  const written = validated(releaseSchema, context.body);
  const channel = world.store.get('Channels', written.ChannelId ?? release.ChannelId);
  const moved = channel?.Id !== release.ChannelId;
  refuseIfAny([
    ...versionProblems(world, { project, version: written.Version }, release.Id),
    ...(channel === undefined || channel.ProjectId !== project.Id
      ? [`The channel '${written.ChannelId}' is not one of the project's.`]
      : moved && !written.IgnoreChannelRules
        ? channelProblems(world.store, channel, factsOf(world, release, written.Version))
        : []),
  ]);
  const changed: ReleaseDocument = {
    ...release,
    Version: written.Version,
    ChannelId: channel?.Id ?? release.ChannelId,
    ReleaseNotes: written.ReleaseNotes,
    CustomFields: written.CustomFields,
    IgnoreChannelRules: written.IgnoreChannelRules,
  };
  world.store.put('Releases', changed);
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} changed release ${changed.Version} of ${project.Name}`,
    related: [release.Id, project.Id],
    spaceId: space.Id,
    user: caller.user,
    userAgent: context.userAgent,
    before: release,
    after: changed,
  });
  return ok(showRelease(changed));
}
