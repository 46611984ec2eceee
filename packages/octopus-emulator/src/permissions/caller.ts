import { HttpProblem } from '../http/problem.ts';
import type { Store } from '../store/store.ts';
import type { UserDocument } from '../users/state.ts';
import { grantsOf, teamIdsOf } from './grants.ts';
import type { Permission } from './names.ts';
import { allows, isAdministrator, type Scope } from './rules.ts';

/** Who asks, and what they may do. */
export interface Caller {
  readonly user: UserDocument;
  may(permission: Permission, scope: Scope): boolean;
  /** True when any of the permissions is granted. */
  mayAny(permissions: readonly Permission[], scope: Scope): boolean;
  /** Throws the 403 that names the missing permission. */
  requirePermission(permission: Permission, scope: Scope): void;
  /** True when any permission reaches the caller in the space. */
  inSpace(spaceId: string): boolean;
  teamIds(): readonly string[];
}

/** The caller a user makes. The project's group is looked up, so scopes only need to name the project. */
export function callerFor(store: Store, user: UserDocument): Caller {
  function may(permission: Permission, scope: Scope): boolean {
    return allows(grantsOf(store, user.Id), permission, withGroup(store, scope));
  }
  return {
    user,
    may,
    mayAny: (permissions, scope) => permissions.some((permission) => may(permission, scope)),
    requirePermission(permission, scope) {
      if (!may(permission, scope)) throw forbidden(store, user, permission, scope);
    },
    inSpace: (spaceId) => grantsOf(store, user.Id).some((grant) => isAdministrator(grant) || grant.spaceId === spaceId),
    teamIds: () => teamIdsOf(store, user.Id),
  };
}

function withGroup(store: Store, scope: Scope): Scope {
  if (typeof scope.projectId !== 'string' || scope.projectGroupId !== undefined) return scope;
  return { ...scope, projectGroupId: store.get('Projects', scope.projectId)?.ProjectGroupId ?? null };
}

/** The message names the missing permission and the teams that hold it. [docs] */
function forbidden(store: Store, user: UserDocument, permission: Permission, scope: Scope): HttpProblem {
  const holders = store
    .all('ScopedUserRoles')
    .filter((scoped) => scope.spaceId == null || scoped.SpaceId === null || scoped.SpaceId === scope.spaceId)
    .filter((scoped) => {
      const role = store.get('UserRoles', scoped.UserRoleId);
      return role?.GrantedSpacePermissions.includes(permission) || role?.GrantedSystemPermissions.includes(permission);
    })
    .map((scoped) => store.get('Teams', scoped.TeamId)?.Name ?? scoped.TeamId);
  const teams = [...new Set(holders)].map((name) => `'${name}'`).join(', ');
  const where = describe(store, scope);
  const hint = teams === '' ? 'No team holds it.' : `Teams that hold it: ${teams}.`;
  return new HttpProblem(
    403,
    `You do not have permission to perform this action: '${user.Username}' is missing the permission ${permission}${where}. ${hint}`,
  );
}

function describe(store: Store, scope: Scope): string {
  const parts = [
    named('space', scope.spaceId, scope.spaceId && store.get('Spaces', scope.spaceId)?.Name),
    named('project', scope.projectId, scope.projectId && store.get('Projects', scope.projectId)?.Name),
    named(
      'environment',
      scope.environmentId,
      scope.environmentId && store.get('Environments', scope.environmentId)?.Name,
    ),
    named('tenant', scope.tenantId, scope.tenantId && store.get('Tenants', scope.tenantId)?.Name),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` for ${parts.join(', ')}`;
}

function named(kind: string, id: string | null | undefined, name: string | null | undefined): string {
  if (id === undefined) return '';
  return id === null ? `no ${kind}` : `${kind} '${name || id}'`;
}
