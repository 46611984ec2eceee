import { tenantForm } from '../file/forms.ts';
import type { LabFile } from '../file/lab-file.ts';
import type { TenantEntry } from '../file/spaces.ts';
import type { ValueEntry } from '../file/values.ts';
import type { TemplateEntry, TenantValueEntry } from '../file/variables.ts';
import type { Tenant } from '../model/lab.ts';
import { slugOf } from '../model/slug.ts';
import type { CommonTenantValue, TenantValue } from '../model/variables.ts';
import { environmentEntriesOf, libraryOf } from './library.ts';
import { resolveValue } from './values.ts';

type EnvironmentEntry = LabFile['shared']['environments'][number];

/** The environments in which a tenant is connected to each of its projects. */
export function connectionsOf(tenant: TenantEntry, environments: readonly string[]): Tenant['connections'] {
  const projects = tenant.projects ?? [];
  if (Array.isArray(projects)) return projects.map((project) => ({ project, environments }));
  return Object.entries(projects).map(([project, only]) => ({ project, environments: only }));
}

/**
 * What a tenant says for a template in one environment: its own value, else its row in the template's table, else the
 * template's pattern; undefined when the template's default has to do.
 */
export function tenantValueOf(options: {
  name: string;
  tenant: TenantEntry;
  project: string;
  template: string;
  entry: TemplateEntry;
  environment: EnvironmentEntry;
}): ValueEntry | undefined {
  const { name, tenant, project, template, entry, environment } = options;
  return (
    valueIn(tenant.values?.[project]?.[template], environment.name) ??
    valueIn(entry.tenants?.[name], environment.name) ??
    (entry.pattern === undefined ? undefined : fillPattern(entry.pattern, { name, tenant, environment }))
  );
}

/** What a tenant says for a template of a variable set: its own value, its row in the table, or the pattern. */
export function commonValueOf(options: {
  name: string;
  tenant: TenantEntry;
  set: string;
  template: string;
  entry: TemplateEntry;
}): ValueEntry | undefined {
  const { name, tenant, set, template, entry } = options;
  const row = entry.tenants?.[name];
  return (
    tenant.common?.[set]?.[template] ??
    (row === undefined || tenantForm(row).form === 'table' ? undefined : (row as ValueEntry)) ?? // a row that is no table is a value
    (entry.pattern === undefined ? undefined : fillPattern(entry.pattern, { name, tenant }))
  );
}

/** The variable sets with templates that a tenant's projects include. */
export function commonSetsOf(options: { tenant: TenantEntry; file: LabFile; spaceName: string }) {
  const { tenant, file, spaceName } = options;
  const space = file.spaces[spaceName];
  const projects = connectionsOf(tenant, []).map(({ project }) => space?.projects?.[project]);
  const included = new Set(projects.flatMap((project) => project?.variableSets ?? []));
  return Object.entries(libraryOf('variableSets', { name: spaceName, space, file })).filter(
    ([set, { templates }]) => included.has(set) && templates !== undefined,
  );
}

export function resolveTenant(options: {
  name: string;
  tenant: TenantEntry;
  file: LabFile;
  spaceName: string;
}): Tenant {
  const { name, tenant, file, spaceName } = options;
  const environments = environmentEntriesOf(file, spaceName);
  const connections = connectionsOf(
    tenant,
    environments.map((environment) => environment.name),
  );
  const values = connections.flatMap(({ project, environments: connected }) =>
    Object.entries(file.spaces[spaceName]?.projects?.[project]?.templates ?? {}).flatMap(([template, entry]) =>
      environments
        .filter((environment) => connected.includes(environment.name))
        .flatMap((environment): TenantValue[] => {
          const value = tenantValueOf({ name, tenant, project, template, entry, environment });
          if (value === undefined) return [];
          return [{ project, template, environment: environment.name, value: resolveValue(value) }];
        }),
    ),
  );
  const commonValues = commonSetsOf(options).flatMap(([set, { templates = {} }]) =>
    Object.entries(templates).flatMap(([template, entry]): CommonTenantValue[] => {
      const value = commonValueOf({ name, tenant, set, template, entry });
      return value === undefined ? [] : [{ variableSet: set, template, value: resolveValue(value) }];
    }),
  );
  return { name, description: tenant.description ?? '', connections, tags: tenant.tags ?? [], values, commonValues };
}

function valueIn(entry: TenantValueEntry | undefined, environment: string): ValueEntry | undefined {
  if (entry === undefined) return undefined;
  const shape = tenantForm(entry);
  return shape.form === 'value' ? shape.value : shape.table[environment];
}

/** Fills `{tenant}` and `{environment}`, but leaves the templates of the server, `#{…}`, as they are. */
export function fillPattern(
  pattern: string,
  { name, tenant, environment }: { name: string; tenant: TenantEntry; environment?: EnvironmentEntry },
): string {
  const words: Record<string, string> = {
    tenant: tenant.short ?? slugOf(name),
    'tenant.short': tenant.short ?? slugOf(name),
    'tenant.name': name,
    'tenant.slug': slugOf(name),
    ...(environment && {
      environment: environment.short ?? slugOf(environment.name),
      'environment.short': environment.short ?? slugOf(environment.name),
      'environment.name': environment.name,
      'environment.slug': slugOf(environment.name),
    }),
  };
  return pattern.replace(/(?<!#)\{([a-z.]+)\}/g, (whole, word: string) => words[word] ?? whole);
}
