import type { OctopusApi, UserPermissions } from '@octotrain/octopus-client';
import { type PermissionNeeded, type Plan, permissionsNeeded } from '@octotrain/train-engine';
import { askFor } from './asking.ts';

/**
 * What the train's account lacks for a plan, as sentences; empty when it lacks nothing, or when the server does not tell. The server's own refusal
 * stays the last word; this only finds out before the first car moves.
 */
export async function lackingPermissions(api: OctopusApi, plan: Plan): Promise<readonly string[]> {
  const found = await askFor(() =>
    api.GET('/api/users/{userId}/permissions', { params: { path: { userId: plan.account.id } } }),
  );
  if (!found || found.data.IsPermissionsComplete === false) return [];
  const missing = permissionsNeeded(plan).filter((needed) => !isGranted(found.data, needed));
  return missing.map(({ permission, space, project, environment, tenant }) => {
    const where = [environment ? ` in ${environment.name}` : '', tenant ? ` for ${tenant.name}` : ''].join('');
    return `${plan.account.displayName} lacks ${permission} for ${space.name}/${project.name}${where}`;
  });
}

/** Whether some grant covers what is needed: an empty list restricts nothing. [docs] */
export function isGranted(set: Pick<UserPermissions, 'SpacePermissions'>, needed: PermissionNeeded): boolean {
  return (set.SpacePermissions[needed.permission] ?? []).some(
    (grant) =>
      grant.SpaceId === needed.space.id &&
      covers(grant.RestrictedToEnvironmentIds, needed.environment?.id) &&
      covers(grant.RestrictedToTenantIds, needed.tenant?.id) &&
      // A project's group is not known here: a grant for groups may cover it.
      (covers(grant.RestrictedToProjectIds, needed.project.id) || (grant.RestrictedToProjectGroupIds ?? []).length > 0),
  );
}

function covers(restrictedTo: readonly string[] | undefined, id: string | undefined): boolean {
  return restrictedTo === undefined || restrictedTo.length === 0 || (id !== undefined && restrictedTo.includes(id));
}
