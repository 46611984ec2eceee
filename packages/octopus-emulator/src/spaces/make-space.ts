import { ensureBuiltInFeeds } from '../feeds/built-in.ts';
import { uniqueSlug } from '../http/names.ts';
import { defaultRetention } from '../lifecycles/state.ts';
import { machinePolicySchema } from '../machine-policies/state.ts';
import { spaceManagerRoleId } from '../user-roles/built-in.ts';
import { workerPoolSchema } from '../worker-pools/state.ts';
import type { World } from '../world.ts';
import type { SpaceDocument } from './state.ts';

export function spaceManagersTeamId(spaceId: string): string {
  return `teams-spacemanagers-${spaceId}`;
}

/** A new space with what every space has: its managers' team, its feeds, and a default lifecycle, project group and machine policy. */
export function makeSpace(
  world: Pick<World, 'store'>,
  space: Omit<SpaceDocument, 'Id' | 'Slug'> & { readonly Slug?: string | undefined },
): SpaceDocument {
  const { store } = world;
  const id = store.nextId('Spaces');
  const taken = new Set(store.all('Spaces').map((other) => other.Slug));
  const teamId = spaceManagersTeamId(id);
  const document: SpaceDocument = {
    ...space,
    Id: id,
    Slug: uniqueSlug(space.Slug ?? space.Name, 'space', taken),
    SpaceManagersTeams: [...new Set([teamId, ...space.SpaceManagersTeams])],
  };
  store.put('Spaces', document);
  addManagers(world, document, teamId);
  addDefaults(world, id);
  return document;
}

function addManagers({ store }: Pick<World, 'store'>, space: SpaceDocument, teamId: string): void {
  store.put('Teams', {
    Id: teamId,
    Name: 'Space Managers',
    Slug: 'space-managers',
    Description: 'May do everything in this space.',
    SpaceId: space.Id,
    MemberUserIds: space.SpaceManagersTeamMembers,
    ExternalSecurityGroups: [],
    CanBeDeleted: false,
    CanBeRenamed: false,
    CanChangeRoles: false,
    CanChangeMembers: true,
  });
  for (const managers of space.SpaceManagersTeams) giveSpaceManager({ store }, managers, space.Id);
}

/** Makes a team manage a space. */
export function giveSpaceManager({ store }: Pick<World, 'store'>, teamId: string, spaceId: string): void {
  store.put('ScopedUserRoles', {
    Id: store.nextId('ScopedUserRoles'),
    TeamId: teamId,
    UserRoleId: spaceManagerRoleId,
    SpaceId: spaceId,
    EnvironmentIds: [],
    ProjectIds: [],
    ProjectGroupIds: [],
    TenantIds: [],
  });
}

function addDefaults({ store }: Pick<World, 'store'>, spaceId: string): void {
  ensureBuiltInFeeds(store, spaceId);
  store.put('Lifecycles', {
    Id: store.nextId('Lifecycles'),
    SpaceId: spaceId,
    Name: 'Default Lifecycle',
    Slug: 'default-lifecycle',
    Description: null,
    Phases: [],
    ReleaseRetentionPolicy: defaultRetention,
    TentacleRetentionPolicy: defaultRetention,
  });
  store.put('ProjectGroups', {
    Id: store.nextId('ProjectGroups'),
    SpaceId: spaceId,
    Name: 'Default Project Group',
    Slug: 'default-project-group',
    Description: null,
    EnvironmentIds: [],
    RetentionPolicyId: null,
  });
  store.put('MachinePolicies', {
    ...machinePolicySchema.parse({ Name: 'Default Machine Policy' }),
    Id: store.nextId('MachinePolicies'),
    SpaceId: spaceId,
    IsDefault: true,
  });
  store.put('WorkerPools', {
    ...workerPoolSchema.parse({ Name: 'Default Worker Pool', IsDefault: true }),
    Id: store.nextId('WorkerPools'),
    SpaceId: spaceId,
    Slug: 'default-worker-pool',
    SortOrder: 0,
  });
}
