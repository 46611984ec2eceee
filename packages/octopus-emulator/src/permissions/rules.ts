import { factsOf, type Permission, type Restriction } from './names.ts';

/** A role as it reaches a user through a team. An empty list restricts nothing. */
export interface Grant {
  readonly permissions: ReadonlySet<Permission>;
  readonly systemPermissions: ReadonlySet<Permission>;
  /** Null: given at system level. */
  readonly spaceId: string | null;
  readonly environmentIds: readonly string[];
  readonly projectIds: readonly string[];
  readonly projectGroupIds: readonly string[];
  readonly tenantIds: readonly string[];
}

/**
 * What a permission is asked for. A dimension left out is not part of the question ("anywhere?"); null asks for what has
 * none, as an untenanted deployment has no tenant, which a grant restricted to some refuses. [guess]
 */
export interface Scope {
  readonly spaceId?: string | null | undefined;
  readonly projectId?: string | null | undefined;
  readonly projectGroupId?: string | null | undefined;
  readonly environmentId?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
}

/** Rights add up: one grant that allows is enough. AdministerSystem allows everything. [guess for the latter] */
export function allows(grants: readonly Grant[], permission: Permission, scope: Scope): boolean {
  return grants.some((grant) => isAdministrator(grant) || grantAllows(grant, permission, scope));
}

/** AdministerSystem, given at system level. */
export function isAdministrator(grant: Grant): boolean {
  return grant.spaceId === null && grant.systemPermissions.has('AdministerSystem');
}

function grantAllows(grant: Grant, permission: Permission, scope: Scope): boolean {
  if (grant.spaceId === null) return grant.systemPermissions.has(permission);
  if (!grant.permissions.has(permission)) return false;
  if (scope.spaceId !== undefined && scope.spaceId !== grant.spaceId) return false;
  const { restrictedBy } = factsOf(permission);
  return (
    (!restrictedBy.includes('Environments') || within(grant.environmentIds, scope.environmentId)) &&
    (!restrictedBy.includes('Tenants') || within(grant.tenantIds, scope.tenantId)) &&
    withinProjects(grant, restrictedBy, scope)
  );
}

function within(allowed: readonly string[], asked: string | null | undefined): boolean {
  return allowed.length === 0 || asked === undefined || (asked !== null && allowed.includes(asked));
}

/** Projects and project groups are joined by union: either list may let a project in. [guess] */
function withinProjects(grant: Grant, restrictedBy: readonly Restriction[], scope: Scope): boolean {
  const projectIds = restrictedBy.includes('Projects') ? grant.projectIds : [];
  const projectGroupIds = restrictedBy.includes('ProjectGroups') ? grant.projectGroupIds : [];
  if (projectIds.length === 0 && projectGroupIds.length === 0) return true;
  if (scope.projectId === undefined && scope.projectGroupId === undefined) return true;
  return included(projectIds, scope.projectId) || included(projectGroupIds, scope.projectGroupId);
}

function included(allowed: readonly string[], asked: string | null | undefined): boolean {
  return typeof asked === 'string' && allowed.includes(asked);
}
