import { everyoneTeamId, grantsOf, teamIdsOf } from '../permissions/grants.ts';
import { factsOf, type Permission, permissionNames } from '../permissions/names.ts';
import { type Grant, isAdministrator } from '../permissions/rules.ts';
import type { Store } from '../store/store.ts';
import type { UserDocument } from './state.ts';

/** `GET /users/{id}/permissions`: what a user may do, and where. */
export function permissionSet(store: Store, user: UserDocument): object {
  const grants = grantsOf(store, user.Id);
  const everywhere = grants.some(isAdministrator);
  const system = everywhere
    ? permissionNames.filter((name) => factsOf(name).level !== 'space')
    : permissionNames.filter((name) =>
        grants.some((grant) => grant.spaceId === null && grant.systemPermissions.has(name)),
      );
  const space = permissionNames
    .filter((name) => factsOf(name).level !== 'system')
    .map((name): [Permission, object[]] => [name, [...inEverySpace(store, everywhere), ...given(grants, name)]])
    .filter(([, restrictions]) => restrictions.length > 0);
  return {
    Id: user.Id,
    SystemPermissions: system,
    SpacePermissions: Object.fromEntries(space),
    Teams: teamIdsOf(store, user.Id).map((id) => {
      const team = store.get('Teams', id);
      return {
        Id: id,
        Name: team?.Name ?? id,
        SpaceId: team?.SpaceId ?? null,
        IsDirectlyAssigned: id !== everyoneTeamId,
      };
    }),
    IsPermissionsComplete: true,
    IsTeamsComplete: true,
    Links: { Self: `/api/users/${user.Id}/permissions` },
  };
}

const unrestricted = {
  RestrictedToEnvironmentIds: [],
  RestrictedToProjectIds: [],
  RestrictedToProjectGroupIds: [],
  RestrictedToTenantIds: [],
};

function inEverySpace(store: Store, everywhere: boolean): object[] {
  return everywhere ? store.all('Spaces').map((space) => ({ SpaceId: space.Id, ...unrestricted })) : [];
}

function given(grants: readonly Grant[], name: Permission): object[] {
  const { restrictedBy } = factsOf(name);
  return grants
    .filter((grant) => grant.spaceId !== null && grant.permissions.has(name))
    .map((grant) => ({
      SpaceId: grant.spaceId,
      RestrictedToEnvironmentIds: restrictedBy.includes('Environments') ? grant.environmentIds : [],
      RestrictedToProjectIds: restrictedBy.includes('Projects') ? grant.projectIds : [],
      RestrictedToProjectGroupIds: restrictedBy.includes('ProjectGroups') ? grant.projectGroupIds : [],
      RestrictedToTenantIds: restrictedBy.includes('Tenants') ? grant.tenantIds : [],
    }));
}
