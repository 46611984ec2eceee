import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type { ScopedUserRoleDocument } from './state.ts';

/** What is wrong with a scoped role as written. */
export function scopedRoleProblems(store: Store, written: Omit<ScopedUserRoleDocument, 'Id'>): readonly string[] {
  const team = store.get('Teams', written.TeamId);
  const role = store.get('UserRoles', written.UserRoleId);
  const { SpaceId } = written;
  return [
    ...(team === undefined ? [`The team '${written.TeamId}' does not exist.`] : []),
    ...(role === undefined ? [`The user role '${written.UserRoleId}' does not exist.`] : []),
    ...(SpaceId === null ? systemProblems(written) : spaceProblems(store, written, SpaceId)),
    ...(team !== undefined && team.SpaceId !== null && team.SpaceId !== SpaceId
      ? [`The team '${team.Name}' belongs to another space.`]
      : []),
    ...(team?.CanChangeRoles === false ? [`The roles of the team '${team.Name}' cannot be changed.`] : []),
    ...(SpaceId === null && role !== undefined && role.GrantedSystemPermissions.length === 0
      ? [`The user role '${role.Name}' grants nothing at system level: name a space.`]
      : []),
  ];
}

function systemProblems(written: Omit<ScopedUserRoleDocument, 'Id'>): readonly string[] {
  const restricted = [written.EnvironmentIds, written.ProjectIds, written.ProjectGroupIds, written.TenantIds];
  return restricted.some((ids) => ids.length > 0) ? ['A role without a space cannot be restricted.'] : [];
}

function spaceProblems(store: Store, written: Omit<ScopedUserRoleDocument, 'Id'>, spaceId: string): readonly string[] {
  if (store.get('Spaces', spaceId) === undefined) return [`The space '${spaceId}' does not exist.`];
  const at = { spaceId };
  return [
    ...unknownIds(store, { ...at, collection: 'Environments', kind: 'environment', ids: written.EnvironmentIds }),
    ...unknownIds(store, { ...at, collection: 'Projects', kind: 'project', ids: written.ProjectIds }),
    ...unknownIds(store, { ...at, collection: 'ProjectGroups', kind: 'project group', ids: written.ProjectGroupIds }),
    ...unknownIds(store, { ...at, collection: 'Tenants', kind: 'tenant', ids: written.TenantIds }),
  ];
}
