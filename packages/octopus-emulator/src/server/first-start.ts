import { everyoneTeamId } from '../permissions/grants.ts';
import { makeSpace } from '../spaces/make-space.ts';
import type { TeamDocument } from '../teams/state.ts';
import { builtInRoles, systemAdministratorRoleId, systemManagerRoleId } from '../user-roles/built-in.ts';
import { mintUserKey } from '../users/keys.ts';
import { timeOf, type World } from '../world.ts';

const administratorsTeamId = 'teams-administrators';
const managersTeamId = 'teams-managers';

/** What a new server has: built-in roles and teams, an administrator with a key, and one default space. */
export function firstStart(world: World, options: { administrator: string }): void {
  const { store } = world;
  store.put('Installations', { Id: 'Installation', Uuid: world.random.uuid() });
  for (const role of builtInRoles) {
    store.put('UserRoles', {
      Id: role.id,
      Name: role.name,
      Description: role.description,
      GrantedSpacePermissions: [...new Set(role.space ?? [])],
      GrantedSystemPermissions: [...new Set(role.system ?? [])],
      CanBeDeleted: false,
    });
  }
  const administrator = {
    Id: store.nextId('Users'),
    Username: options.administrator,
    DisplayName: options.administrator,
    EmailAddress: null,
    IsActive: true,
    IsService: false,
    Created: timeOf(world),
  };
  store.put('Users', administrator);
  mintUserKey(world, administrator);
  store.put('Teams', builtInTeam({ id: everyoneTeamId, name: 'Everyone', members: [] }));
  store.put(
    'Teams',
    builtInTeam({ id: administratorsTeamId, name: 'Octopus Administrators', members: [administrator.Id] }),
  );
  store.put('Teams', builtInTeam({ id: managersTeamId, name: 'Octopus Managers', members: [] }));
  giveSystemRole(world, administratorsTeamId, systemAdministratorRoleId);
  giveSystemRole(world, managersTeamId, systemManagerRoleId);
  makeSpace(world, {
    Name: 'Default',
    Description: null,
    IsDefault: true,
    TaskQueueStopped: false,
    SpaceManagersTeams: [administratorsTeamId],
    SpaceManagersTeamMembers: [],
  });
}

function builtInTeam(team: { id: string; name: string; members: readonly string[] }): TeamDocument {
  return {
    Id: team.id,
    Name: team.name,
    Slug: team.name.toLowerCase().replaceAll(' ', '-'),
    Description: null,
    SpaceId: null,
    MemberUserIds: team.members,
    ExternalSecurityGroups: [],
    CanBeDeleted: false,
    CanBeRenamed: false,
    CanChangeRoles: false,
    CanChangeMembers: team.id !== everyoneTeamId,
  };
}

function giveSystemRole({ store }: World, teamId: string, roleId: string): void {
  store.put('ScopedUserRoles', {
    Id: store.nextId('ScopedUserRoles'),
    TeamId: teamId,
    UserRoleId: roleId,
    SpaceId: null,
    EnvironmentIds: [],
    ProjectIds: [],
    ProjectGroupIds: [],
    TenantIds: [],
  });
}
