import { isSensitive, type PropertyValue } from '../http/sensitive.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { TenantDocument } from '../tenants/state.ts';
import type { TenantValue } from '../variables/candidates.ts';
import type { World } from '../world.ts';
import { propertyText } from './properties.ts';

/** What a tenant gives to the templates of a project and of its library sets. Always as it is now. [docs] */
export function tenantValues(world: World, tenant: TenantDocument, project: ProjectDocument): TenantValue[] {
  const stored = world.store.get('TenantVariables', tenant.Id);
  if (stored === undefined) return [];
  const ofProject = Object.entries(stored.ProjectValues[project.Id] ?? {}).flatMap(([environmentId, values]) =>
    valuesOfTemplates(project.Templates, values, [environmentId]),
  );
  const ofLibraries = project.IncludedLibraryVariableSetIds.flatMap((id) => {
    const library = world.store.get('LibraryVariableSets', id);
    return library === undefined ? [] : valuesOfTemplates(library.Templates, stored.LibraryValues[id] ?? {}, []);
  });
  return [...ofProject, ...ofLibraries];
}

function valuesOfTemplates(
  templates: readonly TemplateDocument[],
  values: Readonly<Record<string, PropertyValue>>,
  environmentIds: readonly string[],
): TenantValue[] {
  return templates.flatMap((template) => {
    const stored = values[template.Id];
    const value = propertyText(stored);
    if (value === undefined) return [];
    return [{ name: template.Name, value, sensitive: isSensitive(stored), environmentIds }];
  });
}

/** Default values of the templates of a project and of its library sets. */
export function templateDefaults(world: World, project: ProjectDocument): { name: string; value: string }[] {
  const libraries = project.IncludedLibraryVariableSetIds.map((id) => world.store.get('LibraryVariableSets', id));
  return [...project.Templates, ...libraries.flatMap((library) => library?.Templates ?? [])].flatMap((template) => {
    const value = propertyText(template.DefaultValue);
    return value === undefined || value === '' ? [] : [{ name: template.Name, value }];
  });
}
