import type {
  CommonTenantValue,
  Environment,
  Project,
  Tenant,
  TenantValue,
  Value,
  VariableSet,
} from '@octotrain/lab-config';
import type { PropertyValue, Tenant as TenantDocument, TenantVariables } from '@octotrain/octopus-client';
import type { SecretNames } from './secret-names.ts';
import type { Source } from './source.ts';

interface Surroundings {
  readonly space: string;
  readonly environments: readonly Environment[];
  readonly projects: readonly Project[];
  readonly variableSets: readonly VariableSet[];
}

/** All tenants of a space, with what they say for the templates of projects and variable sets. */
export function tenantsOf(source: Source, around: Surroundings, secrets: SecretNames): readonly Tenant[] {
  return source.all('tenant', around.space).map(({ name, document }): Tenant => {
    const connections = connectionsOf(source, document, around.environments);
    const stored = source.one('tenant variables', name, around.space);
    const asValue = (value: PropertyValue | undefined, parts: readonly string[]): Value | undefined => {
      if (value === undefined || typeof value === 'string') return value;
      const usedFor = `${parts.join(' / ')} of the tenant ${name} in ${around.space}`;
      return value.HasValue ? secrets.referenceFor([name, ...parts], usedFor) : undefined;
    };
    return {
      name,
      description: document.Description ?? '',
      tags: [...document.TenantTags],
      connections,
      values: valuesOf({ source, stored, connections, projects: around.projects, asValue }),
      commonValues: commonValuesOf({ source, stored, connections, around, asValue }),
    };
  });
}

/** Connections in the order in which environments are. */
function connectionsOf(
  source: Source,
  { ProjectEnvironments }: TenantDocument,
  environments: readonly Environment[],
): Tenant['connections'] {
  return Object.entries(ProjectEnvironments).map(([project, ids]) => {
    const names = new Set(ids.map(source.nameOf));
    const known = environments.filter(({ name }) => names.has(name));
    return { project: source.nameOf(project), environments: known.map(({ name }) => name) };
  });
}

interface Saying {
  readonly source: Source;
  readonly stored: TenantVariables | undefined;
  readonly connections: Tenant['connections'];
  asValue(value: PropertyValue | undefined, parts: readonly string[]): Value | undefined;
}

/** A template without a default asks for a value: where the tenant has none, a blank one says so. */
function valuesOf({
  source,
  stored,
  connections,
  projects,
  asValue,
}: Saying & { projects: readonly Project[] }): readonly TenantValue[] {
  const byProject = new Map(
    Object.entries(stored?.ProjectVariables ?? {}).map(([id, { Variables }]) => [source.nameOf(id), Variables]),
  );
  return connections.flatMap(({ project, environments }) => {
    const templates = projects.find(({ name }) => name === project)?.templates ?? [];
    const said = named(byProject.get(project) ?? {}, source);
    return templates.flatMap((template) =>
      environments.flatMap((environment): TenantValue[] => {
        const stored = named(said.get(environment) ?? {}, source).get(template.name);
        const value =
          asValue(stored, [project, template.name, environment]) ?? (template.default === undefined ? '' : undefined);
        return value === undefined ? [] : [{ project, template: template.name, environment, value }];
      }),
    );
  });
}

function commonValuesOf({
  source,
  stored,
  connections,
  around,
  asValue,
}: Saying & { around: Surroundings }): readonly CommonTenantValue[] {
  const bySet = named(stored?.LibraryVariables ?? {}, source);
  const projects = around.projects.filter(({ name }) => connections.some(({ project }) => project === name));
  const included = around.variableSets.filter(({ name }) => projects.some((one) => one.variableSets.includes(name)));
  return included.flatMap((set) =>
    set.templates.flatMap((template): CommonTenantValue[] => {
      const said = named(bySet.get(set.name)?.Variables ?? {}, source).get(template.name);
      const value = asValue(said, [set.name, template.name]) ?? (template.default === undefined ? '' : undefined);
      return value === undefined ? [] : [{ variableSet: set.name, template: template.name, value }];
    }),
  );
}

/** The same under names in place of ids. */
function named<Held>(byId: Readonly<Record<string, Held>>, { nameOf }: Source): ReadonlyMap<string, Held> {
  return new Map(Object.entries(byId).map(([id, held]) => [nameOf(id), held]));
}
