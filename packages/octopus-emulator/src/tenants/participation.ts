/** How a project, runbook or target takes part in tenanted work. */
export type TenantMode = 'Untenanted' | 'TenantedOrUntenanted' | 'Tenanted';

/** What the rules need to know of a tenant. */
export interface TenantShape {
  readonly Id: string;
  readonly TenantTags: readonly string[];
  readonly IsDisabled?: boolean;
  readonly ProjectEnvironments: Readonly<Record<string, readonly string[]>>;
}

/** Whether the mode allows a deployment for a tenant (`tenanted`) or for none. [docs] */
export function modeAllows(mode: TenantMode, tenanted: boolean): boolean {
  if (mode === 'TenantedOrUntenanted') return true;
  return (mode === 'Tenanted') === tenanted;
}

/** Whether the tenant deploys the project to the environment. [docs] */
export function isConnected(tenant: TenantShape, projectId: string, environmentId: string): boolean {
  return tenant.ProjectEnvironments[projectId]?.includes(environmentId) ?? false;
}

/**
 * Whether a tenant's tags pass a filter of canonical tags (`Set/Tag`): any of one set, and every set. An empty filter
 * passes all. [docs]
 */
export function passesTagFilter(tags: readonly string[], filter: readonly string[]): boolean {
  const owned = new Set(tags.map((tag) => tag.toLowerCase()));
  const bySet = new Map<string, string[]>();
  for (const tag of filter) {
    const set = tag.slice(0, tag.lastIndexOf('/')).toLowerCase();
    bySet.set(set, [...(bySet.get(set) ?? []), tag.toLowerCase()]);
  }
  return [...bySet.values()].every((wanted) => wanted.some((tag) => owned.has(tag)));
}

/** What the rules need to know of a target's tenancy. */
export interface TargetTenancy {
  readonly TenantedDeploymentParticipation: TenantMode;
  readonly TenantIds: readonly string[];
  readonly TenantTags: readonly string[];
}

/**
 * Whether a target serves a run for `tenant` (or an untenanted one). A target serves the tenants associated with it by id
 * or tag; a tenanted target without any association serves every tenant [guess].
 */
export function targetServes(target: TargetTenancy, tenant: TenantShape | undefined): boolean {
  const participation = target.TenantedDeploymentParticipation;
  if (tenant === undefined) return participation !== 'Tenanted';
  if (participation === 'Untenanted') return false;
  if (target.TenantIds.length === 0 && target.TenantTags.length === 0) return true;
  if (target.TenantIds.includes(tenant.Id)) return true;
  return target.TenantTags.length > 0 && passesTagFilter(tenant.TenantTags, target.TenantTags);
}
