import { isSensitive } from '../http/sensitive.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { TenantDocument, TenantValueDocument } from '../tenants/state.ts';
import type { TenantValue } from '../variables/candidates.ts';
import type { World } from '../world.ts';
import { propertyText } from './properties.ts';

/** What a tenant gives to the templates of a project and of its library sets. Always as it is now. [docs] */
export function tenantValues(world: World, tenant: TenantDocument, project: ProjectDocument): TenantValue[] {
  const stored = world.store.get('TenantVariables', tenant.Id);
  if (stored === undefined) return [];
  const libraries = project.IncludedLibraryVariableSetIds.map((id) => world.store.get('LibraryVariableSets', id));
  return [project, ...libraries].flatMap((owner) =>
    owner === undefined ? [] : valuesOfTemplates(owner, stored.Values),
  );
}

function valuesOfTemplates(
  owner: { readonly Id: string; readonly Templates: readonly TemplateDocument[] },
  values: readonly TenantValueDocument[],
): TenantValue[] {
  return owner.Templates.flatMap((template) =>
    values
      .filter(({ OwnerId, TemplateId }) => OwnerId === owner.Id && TemplateId === template.Id)
      .flatMap(({ Value, EnvironmentIds }) => {
        const value = propertyText(Value);
        if (value === undefined) return [];
        return [{ name: template.Name, value, sensitive: isSensitive(Value), environmentIds: EnvironmentIds }];
      }),
  );
}

/** Default values of the templates of a project and of its library sets. */
export function templateDefaults(world: World, project: ProjectDocument): { name: string; value: string }[] {
  const libraries = project.IncludedLibraryVariableSetIds.map((id) => world.store.get('LibraryVariableSets', id));
  return [...project.Templates, ...libraries.flatMap((library) => library?.Templates ?? [])].flatMap((template) => {
    const value = propertyText(template.DefaultValue);
    return value === undefined || value === '' ? [] : [{ name: template.Name, value }];
  });
}
