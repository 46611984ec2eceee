import type { Scope } from '../permissions/rules.ts';
import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';

interface Placed {
  readonly EnvironmentIds: readonly string[];
  readonly TenantIds: readonly string[];
}

/** Where permissions for an account or a certificate are asked: in each of its environments, for each of its tenants. [guess] */
export function placementScopes({ EnvironmentIds, TenantIds }: Placed): readonly Scope[] {
  if (EnvironmentIds.length + TenantIds.length === 0) return [];
  const environments = EnvironmentIds.length === 0 ? [undefined] : EnvironmentIds;
  const tenants = TenantIds.length === 0 ? [undefined] : TenantIds;
  return environments.flatMap((environmentId) =>
    tenants.map((tenantId) => ({
      ...(environmentId === undefined ? {} : { environmentId }),
      ...(tenantId === undefined ? {} : { tenantId }),
    })),
  );
}

/** Environments and tenants that it names and that do not exist. */
export function placementReferences(store: Store, spaceId: string, placed: Placed): readonly string[] {
  return [
    ...unknownIds(store, { collection: 'Environments', kind: 'environment', spaceId, ids: placed.EnvironmentIds }),
    ...unknownIds(store, { collection: 'Tenants', kind: 'tenant', spaceId, ids: placed.TenantIds }),
  ];
}
