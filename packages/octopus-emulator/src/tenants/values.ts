import { isSensitive, type PropertyValue } from '../http/sensitive.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { TemplateDefault, TenantValue } from '../variables/candidates.ts';
import type { World } from '../world.ts';
import type { TenantDocument } from './state.ts';
import { valuesOfTenant } from './stored-values.ts';

type Reading = Pick<World, 'store'>;

/** What a tenant gives to the templates of a project and of the library sets it includes. */
export function tenantValues({ store }: Reading, tenant: TenantDocument, project: ProjectDocument): TenantValue[] {
  const values = valuesOfTenant(store, tenant);
  const own = Object.entries(values.ProjectValues[project.Id] ?? {}).flatMap(([environmentId, byTemplate]) =>
    given(byTemplate, project.Templates, [environmentId]),
  );
  const shared = project.IncludedLibraryVariableSetIds.flatMap((id) =>
    given(values.LibraryValues[id] ?? {}, store.get('LibraryVariableSets', id)?.Templates ?? [], []),
  );
  return [...own, ...shared];
}

/** Default values of the templates of a project and of the library sets it includes; those without one are left out. */
export function templateDefaults({ store }: Reading, project: ProjectDocument): TemplateDefault[] {
  const templates = [
    ...project.Templates,
    ...project.IncludedLibraryVariableSetIds.flatMap((id) => store.get('LibraryVariableSets', id)?.Templates ?? []),
  ];
  return templates.flatMap(({ Name, DefaultValue }) => {
    const value = DefaultValue === null ? null : textOf(DefaultValue);
    return value === null || value === '' ? [] : [{ name: Name, value }];
  });
}

function given(
  values: Readonly<Record<string, PropertyValue>>,
  templates: readonly TemplateDocument[],
  environmentIds: readonly string[],
): TenantValue[] {
  return templates.flatMap((template) => {
    const value = values[template.Id];
    const text = value === undefined ? null : textOf(value);
    if (value === undefined || text === null) return [];
    return [{ name: template.Name, value: text, sensitive: isSensitive(value), environmentIds }];
  });
}

function textOf(value: PropertyValue): string | null {
  return isSensitive(value) ? value.NewValue : value;
}
