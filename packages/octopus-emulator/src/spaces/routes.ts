import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { flag, ids, nameField, text } from '../http/fields.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { uniqueSlug } from '../http/names.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { spaceRootReply } from '../server/root.ts';
import { giveSpaceManager, makeSpace, spaceManagersTeamId } from './make-space.ts';
import { spaceProblems } from './rules.ts';
import { shownSpace } from './show.ts';
import type { SpaceDocument } from './state.ts';

const longestSpaceName = 50;

const spaceSchema = z.object({
  Name: nameField(longestSpaceName),
  Slug: z.string().nullish(),
  Description: text(),
  TaskQueueStopped: flag(false),
  SpaceManagersTeams: ids(),
  SpaceManagersTeamMembers: ids(),
});

/** What goes with a space. Its events stay. */
const spaceCollections = [
  'Accounts',
  'ApprovalPolicies',
  'Approvals',
  'ArtifactContents',
  'Artifacts',
  'Certificates',
  'ActionTemplateLogos',
  'ActionTemplates',
  'ActionTemplateVersions',
  'BuildInformation',
  'Channels',
  'Defects',
  'DeploymentProcesses',
  'Deployments',
  'DeploymentSettings',
  'Environments',
  'Feeds',
  'GitCommits',
  'GitCredentials',
  'GitRepositories',
  'Interruptions',
  'KnownPackages',
  'EphemeralEnvironments',
  'KubernetesMonitors',
  'LibraryVariableSets',
  'Lifecycles',
  'MachinePolicies',
  'Machines',
  'PackageContents',
  'Packages',
  'ParentEnvironments',
  'ProjectGroups',
  'ProjectTriggers',
  'Projects',
  'Proxies',
  'Releases',
  'RetentionPolicies',
  'RunbookProcesses',
  'RunbookRuns',
  'RunbookSnapshots',
  'Runbooks',
  'ScopedUserRoles',
  'ServerTaskApprovals',
  'ServerTasks',
  'Subscriptions',
  'TagSets',
  'Teams',
  'Tenants',
  'TenantVariables',
  'Variables',
  'WorkerPools',
  'Workers',
] as const;

type System = RouteContext<undefined>;

export function registerSpaceRoutes(api: Api): void {
  api.space('GET', '', ({ space }) => spaceRootReply(space.Id));
  api.system('GET', '/spaces', (context) =>
    pageReply(context, { itemType: 'Space', found: filtered(visible(context), context.query), show: shownSpace }),
  );
  api.system('GET', '/spaces/all', (context) => ok(filtered(visible(context), context.query).map(shownSpace)));
  api.system('GET', '/spaces/:id', (context) => ok(shownSpace(found(context))));
  api.system('POST', '/spaces', create);
  api.system('PUT', '/spaces/:id', update);
  api.system('DELETE', '/spaces/:id', remove);
}

/** Those who may view spaces see all; others those where some permission reaches them. [guess] */
function visible({ world, caller }: System): readonly SpaceDocument[] {
  return [...world.store.all('Spaces')].filter((space) => mayEnter(caller, space.Id)).sort(byName);
}

function mayEnter(caller: System['caller'], spaceId: string): boolean {
  return caller.may('SpaceView', {}) || caller.inSpace(spaceId);
}

function found(context: System): SpaceDocument {
  const id = param(context, 'id').toLowerCase();
  const space = context.world.store
    .all('Spaces')
    .find(({ Id, Slug, Name }) => [Id, Slug, Name].some((text) => text.toLowerCase() === id));
  if (space === undefined) throw notFound('space', param(context, 'id'));
  if (!mayEnter(context.caller, space.Id)) context.caller.requirePermission('SpaceView', {});
  return space;
}

function create(context: System): Reply {
  const { world, caller } = context;
  caller.requirePermission('SpaceCreate', {});
  const written = validated(spaceSchema, context.body);
  refuseIfAny(spaceProblems(world.store, written, undefined));
  const space = makeSpace(world, { ...written, IsDefault: false, Slug: written.Slug ?? undefined });
  world.record({
    category: 'Created',
    message: `Space ${space.Name} was created`,
    related: [space.Id],
    user: caller.user,
    userAgent: context.userAgent,
  });
  return created(shownSpace(space));
}

function update(context: System): Reply {
  const { world, caller } = context;
  const stored = found(context);
  caller.requirePermission('SpaceEdit', {});
  const written = validated(spaceSchema, context.body);
  refuseIfAny(spaceProblems(world.store, written, stored));
  const taken = new Set(
    world.store
      .all('Spaces')
      .filter((other) => other.Id !== stored.Id)
      .map((other) => other.Slug),
  );
  const teamId = spaceManagersTeamId(stored.Id);
  const space: SpaceDocument = {
    ...stored,
    ...written,
    Slug: written.Slug ? uniqueSlug(written.Slug, 'space', taken) : stored.Slug,
    SpaceManagersTeams: [...new Set([teamId, ...written.SpaceManagersTeams])],
  };
  world.store.put('Spaces', space);
  changeManagers(context, stored, space);
  world.record({
    category: 'Modified',
    message: `Space ${space.Name} was changed`,
    related: [space.Id],
    user: caller.user,
    userAgent: context.userAgent,
    before: stored,
    after: space,
  });
  return ok(shownSpace(space));
}

function changeManagers({ world }: System, before: SpaceDocument, after: SpaceDocument): void {
  const { store } = world;
  const team = store.get('Teams', spaceManagersTeamId(after.Id));
  if (team !== undefined) store.put('Teams', { ...team, MemberUserIds: after.SpaceManagersTeamMembers });
  const added = after.SpaceManagersTeams.filter((id) => !before.SpaceManagersTeams.includes(id));
  const dropped = before.SpaceManagersTeams.filter((id) => !after.SpaceManagersTeams.includes(id));
  for (const id of added) giveSpaceManager(world, id, after.Id);
  for (const scoped of store.all('ScopedUserRoles')) {
    if (scoped.SpaceId === after.Id && dropped.includes(scoped.TeamId)) store.remove('ScopedUserRoles', scoped.Id);
  }
}

function remove(context: System): Reply {
  const { world, caller } = context;
  const space = found(context);
  caller.requirePermission('SpaceDelete', {});
  refuseIfAny([
    ...(space.IsDefault ? ['The default space cannot be deleted.'] : []),
    ...(space.TaskQueueStopped ? [] : ['Stop the task queue of the space before deleting it.']),
  ]);
  for (const collection of spaceCollections) {
    for (const document of world.store.all(collection)) {
      if (document.SpaceId === space.Id) world.store.remove(collection, document.Id);
    }
  }
  world.store.remove('Spaces', space.Id);
  world.record({
    category: 'Deleted',
    message: `Space ${space.Name} was deleted`,
    related: [space.Id],
    user: caller.user,
    userAgent: context.userAgent,
  });
  return ok(undefined);
}
