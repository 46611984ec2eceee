import type { PropertyValue } from '../http/sensitive.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { Store } from '../store/store.ts';
import type { TenantDocument, TenantVariablesDocument } from './state.ts';

/** The values of a tenant; none yet for one that has given none. */
export function valuesOfTenant(store: Store, tenant: Pick<TenantDocument, 'Id' | 'SpaceId'>): TenantVariablesDocument {
  return (
    store.get('TenantVariables', tenant.Id) ?? {
      Id: tenant.Id,
      SpaceId: tenant.SpaceId,
      Version: 0,
      ProjectValues: {},
      LibraryValues: {},
    }
  );
}

/** Library sets whose templates a tenant fills in: those included by the projects it is connected to. [docs] */
export function librarySetIdsOf(store: Store, tenant: TenantDocument): readonly string[] {
  const ids = Object.keys(tenant.ProjectEnvironments).flatMap(
    (projectId) => store.get('Projects', projectId)?.IncludedLibraryVariableSetIds ?? [],
  );
  return [...new Set(ids)].filter((id) => (store.get('LibraryVariableSets', id)?.Templates.length ?? 0) > 0);
}

/** Drops values that no template or connection stands behind any more. [guess] */
export function dropTemplateValues(store: Store, spaceId: string): void {
  for (const tenant of store.all('Tenants')) {
    if (tenant.SpaceId === spaceId) dropTenantValues(store, tenant);
  }
}

/** Drops the values of one tenant that nothing stands behind any more: removing a connection drops its values. [guess] */
export function dropTenantValues(store: Store, tenant: TenantDocument): void {
  const values = store.get('TenantVariables', tenant.Id);
  if (values === undefined) return;
  const kept = standingValues(store, tenant, values);
  if (JSON.stringify(kept) !== JSON.stringify(values)) {
    store.put('TenantVariables', { ...kept, Version: values.Version + 1 });
  }
}

function standingValues(
  store: Store,
  tenant: TenantDocument,
  values: TenantVariablesDocument,
): TenantVariablesDocument {
  const ProjectValues = Object.fromEntries(
    Object.entries(values.ProjectValues)
      .filter(([projectId]) => projectId in tenant.ProjectEnvironments)
      .map(([projectId, byEnvironment]) => [
        projectId,
        Object.fromEntries(
          Object.entries(byEnvironment)
            .filter(([environmentId]) => tenant.ProjectEnvironments[projectId]?.includes(environmentId))
            .map(([environmentId, byTemplate]) => [
              environmentId,
              ofTemplates(byTemplate, store.get('Projects', projectId)?.Templates),
            ]),
        ),
      ]),
  );
  const sets = librarySetIdsOf(store, tenant);
  const LibraryValues = Object.fromEntries(
    Object.entries(values.LibraryValues)
      .filter(([setId]) => sets.includes(setId))
      .map(([setId, byTemplate]) => [
        setId,
        ofTemplates(byTemplate, store.get('LibraryVariableSets', setId)?.Templates),
      ]),
  );
  return { ...values, ProjectValues, LibraryValues };
}

function ofTemplates(
  values: Readonly<Record<string, PropertyValue>>,
  templates: readonly TemplateDocument[] | undefined,
): Record<string, PropertyValue> {
  const ids = new Set(templates?.map((template) => template.Id));
  return Object.fromEntries(Object.entries(values).filter(([templateId]) => ids.has(templateId)));
}
