import type { Store } from '../store/store.ts';
import type { TenantDocument } from './state.ts';
import { dropTenantValues } from './stored-values.ts';

/** Takes a removed project out of every tenant: one that is connected does not keep it from being removed. [client] */
export function disconnectProject(store: Store, projectId: string): void {
  change(store, (tenant) => {
    const { [projectId]: dropped, ...rest } = tenant.ProjectEnvironments;
    return dropped === undefined ? undefined : rest;
  });
}

/** Takes a removed environment out of every tenant; the connection to the project stays. [client; guess that it stays] */
export function disconnectEnvironment(store: Store, environmentId: string): void {
  change(store, ({ ProjectEnvironments }) =>
    Object.values(ProjectEnvironments).some((ids) => ids.includes(environmentId))
      ? Object.fromEntries(
          Object.entries(ProjectEnvironments).map(([projectId, ids]) => [
            projectId,
            ids.filter((id) => id !== environmentId),
          ]),
        )
      : undefined,
  );
}

function change(
  store: Store,
  connections: (tenant: TenantDocument) => TenantDocument['ProjectEnvironments'] | undefined,
): void {
  for (const tenant of store.all('Tenants')) {
    const ProjectEnvironments = connections(tenant);
    if (ProjectEnvironments === undefined) continue;
    const changed = { ...tenant, ProjectEnvironments };
    store.put('Tenants', changed);
    dropTenantValues(store, changed);
  }
}
