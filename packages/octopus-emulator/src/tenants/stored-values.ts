import type { TemplateDocument } from '../library-sets/state.ts';
import type { Store } from '../store/store.ts';
import type { TenantDocument, TenantValueDocument, TenantVariablesDocument } from './state.ts';

/** The values of a tenant; none yet for one that has given none. */
export function valuesOfTenant(store: Store, tenant: Pick<TenantDocument, 'Id' | 'SpaceId'>): TenantVariablesDocument {
  const { Id, SpaceId } = tenant;
  return store.get('TenantVariables', Id) ?? { Id, SpaceId, Version: 0, Values: [] };
}

/** What a tenant is asked for: a project that it is connected to, or a library set that such a project includes. */
export interface TemplateOwner {
  readonly kind: 'project' | 'library set';
  readonly Id: string;
  readonly Name: string;
  readonly Templates: readonly TemplateDocument[];
  /** Where the tenant is connected, of a library set: by any project that includes it. */
  readonly environmentIds: readonly string[];
}

/** The projects that a tenant is connected to. */
export function projectOwners(store: Store, tenant: TenantDocument): readonly TemplateOwner[] {
  return Object.entries(tenant.ProjectEnvironments).flatMap(([projectId, environmentIds]) => {
    const project = store.get('Projects', projectId);
    if (project === undefined) return [];
    return { kind: 'project', Id: projectId, Name: project.Name, Templates: project.Templates, environmentIds };
  });
}

/** Library sets whose templates a tenant fills in: those included by the projects it is connected to. [docs] */
export function librarySetOwners(store: Store, tenant: TenantDocument): readonly TemplateOwner[] {
  const environments = new Map<string, Set<string>>();
  for (const [projectId, environmentIds] of Object.entries(tenant.ProjectEnvironments)) {
    for (const setId of store.get('Projects', projectId)?.IncludedLibraryVariableSetIds ?? []) {
      environments.set(setId, new Set([...(environments.get(setId) ?? []), ...environmentIds]));
    }
  }
  return [...environments].flatMap(([Id, environmentIds]) => {
    const set = store.get('LibraryVariableSets', Id);
    if (set === undefined || set.Templates.length === 0) return [];
    const { Name, Templates } = set;
    return { kind: 'library set', Id, Name, Templates, environmentIds: [...environmentIds] };
  });
}

/** The value that holds in an environment: one for it beats one for all. [guess] */
export function valueIn(
  values: readonly TenantValueDocument[],
  asked: { readonly ownerId: string; readonly templateId: string; readonly environmentId: string },
): TenantValueDocument | undefined {
  const own = values.filter(({ OwnerId, TemplateId }) => OwnerId === asked.ownerId && TemplateId === asked.templateId);
  return (
    own.find(({ EnvironmentIds }) => EnvironmentIds.includes(asked.environmentId)) ??
    own.find(({ EnvironmentIds }) => EnvironmentIds.length === 0)
  );
}

/** Drops values that no template or connection stands behind any more. [guess] */
export function dropTemplateValues(store: Store, spaceId: string): void {
  for (const tenant of store.all('Tenants')) {
    if (tenant.SpaceId === spaceId) dropTenantValues(store, tenant);
  }
}

/** Drops the values of one tenant that nothing stands behind any more: removing a connection drops its values. [guess] */
export function dropTenantValues(store: Store, tenant: TenantDocument): void {
  const stored = store.get('TenantVariables', tenant.Id);
  if (stored === undefined) return;
  const owners = new Map(
    [...projectOwners(store, tenant), ...librarySetOwners(store, tenant)].map((owner) => [owner.Id, owner]),
  );
  const Values = stored.Values.flatMap((value) => standing(value, owners.get(value.OwnerId)));
  if (JSON.stringify(Values) === JSON.stringify(stored.Values)) return;
  store.put('TenantVariables', { ...stored, Values, Version: stored.Version + 1 });
}

/** A value for some environments loses those that are not connected any more, and goes with the last of them. */
function standing(value: TenantValueDocument, owner: TemplateOwner | undefined): readonly TenantValueDocument[] {
  if (!owner?.Templates.some(({ Id }) => Id === value.TemplateId)) return [];
  if (value.EnvironmentIds.length === 0) return [value];
  const EnvironmentIds = value.EnvironmentIds.filter((id) => owner.environmentIds.includes(id));
  return EnvironmentIds.length === 0 ? [] : [{ ...value, EnvironmentIds }];
}
