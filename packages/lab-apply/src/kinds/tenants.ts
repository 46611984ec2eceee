import { isSecretReference, type Tenant } from '@octotrain/lab-config';
import type { PropertyValue, Tenant as TenantDocument, TenantVariables, TenantWrite } from '@octotrain/octopus-client';
import { type Fields, type FieldValue, hidden, saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item } from './item.ts';
import type { Names } from './refs.ts';

/** A tenant and what it is connected to. Connections to projects that the file does not name stay. */
export function tenantItem(space: string, tenant: Tenant, projects: readonly string[]): Item {
  return defineItem<TenantDocument, TenantWrite>({
    address: { kind: 'tenant', space, name: tenant.name },
    body: ({ id }) => ({
      Name: tenant.name,
      Description: tenant.description,
      ProjectEnvironments: Object.fromEntries(
        tenant.connections.map(({ project, environments }) => [
          id('project', project),
          environments.map((name) => id('environment', name)),
        ]),
      ),
    }),
    fields: (body, names) => {
      const known = new Set(projects);
      const connections = Object.entries(body.ProjectEnvironments ?? {})
        .map(([project, environments]) => [names(project), environments.map(names).toSorted()] as const)
        .filter(([project]) => known.has(project))
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([project, environments]) => [`${project} in`, environments] as const);
      return saidFields({ description: body.Description ?? '', ...Object.fromEntries(connections) });
    },
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/tenants', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId, id: idOf }, { Id: id, ProjectEnvironments: before }, body) => {
      const named = new Set(projects.map((project) => idOf('project', project)));
      const others = Object.entries(before).filter(([project]) => !named.has(project));
      const connections = { ...Object.fromEntries(others), ...body.ProjectEnvironments };
      const whole = { ...body, ProjectEnvironments: connections };
      return (await api.PUT('/api/{spaceId}/tenants/{id}', { params: { path: { spaceId, id } }, body: whole })).data;
    },
  });
}

type ProjectValues = Record<string, Record<string, PropertyValue>>;
type Values = { Id?: string; ProjectVariables: Record<string, { Variables: ProjectValues }> };

/**
 * A tenant's values of templates. `templates` are the templates of the file, by project: values of others stay.
 */
export function tenantVariablesItem(
  space: string,
  tenant: Tenant,
  templates: ReadonlyMap<string, readonly string[]>,
): Item {
  return defineItem<TenantVariables, Values>({
    address: { kind: 'tenant variables', space, name: tenant.name },
    body: (building) => ({ ProjectVariables: valuesBody(tenant, building) }),
    fields: (body, names) => valuesFields(body, names, templates),
    merge: ({ body, stored, rewriteSecrets }) => (rewriteSecrets ? body : keepSecrets(body, stored)),
    readsAnew: true,
    async load({ api, spaceId, id }) {
      const path = { spaceId, id: id('tenant', tenant.name) };
      return (await api.GET('/api/{spaceId}/tenants/{id}/variables', { params: { path } })).data;
    },
    async replace(place, stored, body) {
      const path = { spaceId: place.spaceId, id: place.id('tenant', tenant.name) };
      const whole = { ...stored, ProjectVariables: mergeValues(stored, body, place, templates) };
      return (await place.api.PUT('/api/{spaceId}/tenants/{id}/variables', { params: { path }, body: whole })).data;
    },
  });
}

function valuesBody(tenant: Tenant, { id, secret }: Building): Values['ProjectVariables'] {
  const result: Values['ProjectVariables'] = {};
  for (const { project, template, environment, value } of tenant.values) {
    const key = id('project', project);
    const entry = result[key] ?? { Variables: {} };
    result[key] = entry;
    const inEnvironment = entry.Variables[id('environment', environment)] ?? {};
    entry.Variables[id('environment', environment)] = inEnvironment;
    inEnvironment[id('template', template, project)] = isSecretReference(value)
      ? { HasValue: true, NewValue: secret(value) }
      : value;
  }
  return result;
}

function valuesFields(
  body: Values | TenantVariables,
  names: Names,
  templates: ReadonlyMap<string, readonly string[]>,
): Fields {
  const fields = Object.entries(body.ProjectVariables).flatMap(([projectId, { Variables }]) => {
    const project = names(projectId);
    return Object.entries(Variables).flatMap(([environment, values]) =>
      Object.entries(values).flatMap(([templateId, value]): [string, FieldValue][] => {
        const template = names(templateId);
        if (!templates.get(project)?.includes(template)) return [];
        const shown = typeof value === 'string' ? value : value.HasValue ? hidden : '';
        return [[`${project} / ${template} (${names(environment)})`, shown]];
      }),
    );
  });
  return saidFields(Object.fromEntries(fields));
}

/** The body with secrets that the server has already left as they are. */
function keepSecrets(body: Values, stored: TenantVariables): Values {
  const keep = (project: string, environment: string, values: Record<string, PropertyValue>) =>
    mapValues(values, (value, template) => {
      const before = stored.ProjectVariables[project]?.Variables[environment]?.[template];
      const isKept = typeof value !== 'string' && typeof before === 'object' && before.HasValue;
      return isKept ? { HasValue: true, NewValue: null } : value;
    });
  return {
    ProjectVariables: mapValues(body.ProjectVariables, ({ Variables }, project) => ({
      Variables: mapValues(Variables, (values, environment) => keep(project, environment, values)),
    })),
  };
}

function mapValues<From, To>(
  record: Record<string, From>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** What is stored, with the values of the file's templates exactly as the file has them. */
function mergeValues(
  stored: TenantVariables,
  body: Values,
  { id }: Building,
  templates: ReadonlyMap<string, readonly string[]>,
): TenantVariables['ProjectVariables'] {
  const result = { ...stored.ProjectVariables };
  for (const [project, names] of templates) {
    const projectId = id('project', project);
    const before = result[projectId];
    const wanted = body.ProjectVariables[projectId]?.Variables ?? {};
    if (before === undefined && Object.keys(wanted).length === 0) continue;
    const named = new Set(names.map((name) => id('template', name, project)));
    const environments = new Set([...Object.keys(before?.Variables ?? {}), ...Object.keys(wanted)]);
    const values = [...environments].map((environment) => {
      const others = Object.entries(before?.Variables[environment] ?? {}).filter(([template]) => !named.has(template));
      return [environment, { ...Object.fromEntries(others), ...wanted[environment] }] as const;
    });
    result[projectId] = {
      ...(before ?? { ProjectId: projectId, ProjectName: project, Templates: [] }),
      Variables: Object.fromEntries(values),
    };
  }
  return result;
}
