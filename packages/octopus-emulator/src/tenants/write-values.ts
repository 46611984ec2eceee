import type { RouteContext } from '../http/api.ts';
import { conflict } from '../http/problem.ts';
import { keepSecret, type PropertyValue } from '../http/sensitive.ts';
import type { TenantDocument, TenantValueDocument, TenantVariablesDocument } from './state.ts';
import { valuesOfTenant } from './stored-values.ts';

/** A value as a caller wants it; without an id it takes over that of the one in its place, if there is one. */
export type WantedValue = Omit<TenantValueDocument, 'Id'> & { readonly Id?: string | undefined };

/** Sent back by whoever replaces what was read. */
export function tokenOf(values: TenantVariablesDocument): string {
  return String(values.Version);
}

/** Refuses a token that is not the current one; without one nothing is checked. [docs] */
export function refuseStale(
  stored: TenantVariablesDocument,
  tenant: TenantDocument,
  token: string | null | undefined,
): void {
  if (!token || token === tokenOf(stored)) return;
  throw conflict(`The variables of tenant '${tenant.Name}' were changed since they were read. Read them again.`);
}

/** Asks for what is needed to change values: for the tenant, and for every project that is concerned. [docs] */
export function requireEdit({ caller }: RouteContext, tenant: TenantDocument, projectIds: readonly string[]): void {
  for (const projectId of [undefined, ...projectIds]) {
    caller.requirePermission('VariableEdit', { spaceId: tenant.SpaceId, tenantId: tenant.Id, projectId });
  }
}

/** Puts the wanted values in place of those stored ones that are not kept, and tells the audit log. */
export function storeValues(
  context: RouteContext,
  tenant: TenantDocument,
  change: {
    readonly wanted: readonly WantedValue[];
    readonly keeps: (stored: TenantValueDocument) => boolean;
    /** Projects and sets concerned. */
    readonly related: readonly string[];
  },
): void {
  const { world, caller } = context;
  const stored = valuesOfTenant(world.store, tenant);
  const replaced = stored.Values.filter((value) => !change.keeps(value));
  const Values = [
    ...stored.Values.filter(change.keeps),
    ...change.wanted.map((value) => {
      const before = replaced.find(({ Id }) => Id === value.Id) ?? replaced.find((other) => samePlace(other, value));
      return { ...value, Id: before?.Id ?? world.random.uuid(), Value: kept(value.Value, before?.Value) };
    }),
  ];
  const next = { ...stored, Version: stored.Version + 1, Values };
  world.store.put('TenantVariables', next);
  world.record({
    category: 'Modified',
    message: `Variables of tenant ${tenant.Name} were changed`,
    related: [tenant.Id, ...change.related],
    spaceId: tenant.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
    before: stored,
    after: next,
  });
}

function samePlace(a: TenantValueDocument, b: WantedValue): boolean {
  return (
    a.OwnerId === b.OwnerId &&
    a.TemplateId === b.TemplateId &&
    a.EnvironmentIds.length === b.EnvironmentIds.length &&
    a.EnvironmentIds.every((id) => b.EnvironmentIds.includes(id))
  );
}

function kept(written: PropertyValue, stored: PropertyValue | undefined): PropertyValue {
  return typeof written === 'string' ? written : keepSecret(written, stored);
}
