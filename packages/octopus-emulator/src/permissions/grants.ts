import type { Store } from '../store/store.ts';
import type { Grant } from './rules.ts';

/** Id of the built-in team that everybody is in. */
export const everyoneTeamId = 'teams-everyone';

interface Memo {
  readonly from: readonly unknown[];
  readonly byUser: Map<string, readonly Grant[]>;
}

const memos = new WeakMap<Store, Memo>();

/** Teams of a user: those they are a member of, and Everyone. */
export function teamIdsOf(store: Store, userId: string): readonly string[] {
  return store
    .all('Teams')
    .filter((team) => team.Id === everyoneTeamId || team.MemberUserIds.includes(userId))
    .map((team) => team.Id);
}

/** The grants of a user, by teams and their scoped roles; recomputed only after one of these changed. */
export function grantsOf(store: Store, userId: string): readonly Grant[] {
  const { byUser } = currentMemo(store);
  const known = byUser.get(userId);
  if (known !== undefined) return known;
  const grants = computeGrants(store, userId);
  byUser.set(userId, grants);
  return grants;
}

function currentMemo(store: Store): Memo {
  const from = [store.all('Teams'), store.all('ScopedUserRoles'), store.all('UserRoles')];
  const known = memos.get(store);
  if (known?.from.every((list, index) => list === from[index])) return known;
  const fresh: Memo = { from, byUser: new Map() };
  memos.set(store, fresh);
  return fresh;
}

function computeGrants(store: Store, userId: string): readonly Grant[] {
  const teams = new Set(teamIdsOf(store, userId));
  return store
    .all('ScopedUserRoles')
    .filter((scoped) => teams.has(scoped.TeamId))
    .flatMap((scoped) => {
      const role = store.get('UserRoles', scoped.UserRoleId);
      if (role === undefined) return [];
      return {
        permissions: new Set(role.GrantedSpacePermissions),
        systemPermissions: new Set(role.GrantedSystemPermissions),
        spaceId: scoped.SpaceId,
        environmentIds: scoped.EnvironmentIds,
        projectIds: scoped.ProjectIds,
        projectGroupIds: scoped.ProjectGroupIds,
        tenantIds: scoped.TenantIds,
      };
    });
}
