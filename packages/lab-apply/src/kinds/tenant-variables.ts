import { isSecretReference, type Tenant, type Value } from '@octotrain/lab-config';
import type { PropertyValue, TenantVariables } from '@octotrain/octopus-client';
import { type Fields, type FieldValue, saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item } from './item.ts';
import { mergeCommonValues, mergeProjectValues, type Values } from './merge-tenant-values.ts';
import type { Names } from './refs.ts';
import { hiddenSecret } from './secrets.ts';

/** Templates that the file knows: their names by project, and by variable set. */
export interface KnownTemplates {
  readonly projects: ReadonlyMap<string, readonly string[]>;
  readonly variableSets: ReadonlyMap<string, readonly string[]>;
}

/**
 * What a tenant says for the templates of its projects and of the variable sets that they include. Values of templates
 * that the file does not know stay. Written in the older form, which holds a common value for all environments at once:
 * values that somebody gave for some environments only are out of its reach, and stay too. [docs]
 */
export function tenantVariablesItem(space: string, tenant: Tenant, templates: KnownTemplates): Item {
  return defineItem<TenantVariables, Values>({
    address: { kind: 'tenant variables', space, name: tenant.name },
    body: (building) => valuesBody(tenant, building),
    fields: (body, names) => valuesFields(body, names, templates),
    merge: ({ body, stored, rewriteSecrets }) => (rewriteSecrets ? body : keepSecrets(body, stored)),
    readsAnew: true,
    among: { documents: 'tenant variables', id: ({ id }) => id('tenant', tenant.name) },
    async load({ api, spaceId, id }) {
      const path = { spaceId, id: id('tenant', tenant.name) };
      return (await api.GET('/api/{spaceId}/tenants/{id}/variables', { params: { path } })).data;
    },
    async replace(place, stored, body) {
      const path = { spaceId: place.spaceId, id: place.id('tenant', tenant.name) };
      const whole = {
        ...stored,
        ProjectVariables: mergeProjectValues({ stored, body, id: place.id, templates: templates.projects }),
        LibraryVariables: mergeCommonValues({ stored, body, id: place.id, templates: templates.variableSets }),
      };
      return (await place.api.PUT('/api/{spaceId}/tenants/{id}/variables', { params: { path }, body: whole })).data;
    },
  });
}

function valuesBody(tenant: Tenant, { id, secret }: Building): Values {
  const written = (value: Value): PropertyValue =>
    isSecretReference(value) ? { HasValue: true, NewValue: secret(value) } : value;
  const ProjectVariables: Values['ProjectVariables'] = {};
  for (const { project, template, environment, value } of tenant.values) {
    const { Variables } = entryOf(ProjectVariables, id('project', project), () => ({ Variables: {} }));
    const inEnvironment = entryOf(Variables, id('environment', environment), () => ({}));
    inEnvironment[id('template', template, project)] = written(value);
  }
  const LibraryVariables: Values['LibraryVariables'] = {};
  for (const { variableSet, template, value } of tenant.commonValues) {
    const { Variables } = entryOf(LibraryVariables, id('library variable set', variableSet), () => ({ Variables: {} }));
    Variables[id('common template', template, variableSet)] = written(value);
  }
  return { ProjectVariables, LibraryVariables };
}

function entryOf<Entry>(record: Record<string, Entry>, key: string, make: () => NoInfer<Entry>): Entry {
  const entry = record[key] ?? make();
  record[key] = entry;
  return entry;
}

function valuesFields(body: Values | TenantVariables, names: Names, templates: KnownTemplates): Fields {
  const ofProjects = Object.entries(body.ProjectVariables).flatMap(([projectId, { Variables }]) => {
    const project = names(projectId);
    const known = spellings(templates.projects, project);
    return Object.entries(Variables).flatMap(([environment, values]) =>
      shownValues(values, names, known).map(([template, value]): [string, FieldValue] => [
        `${project} / ${template} (${names(environment)})`,
        value,
      ]),
    );
  });
  const ofSets = Object.entries(body.LibraryVariables).flatMap(([setId, { Variables }]) => {
    const set = names(setId);
    const known = spellings(templates.variableSets, set);
    return shownValues(Variables, names, known).map(([template, value]): [string, FieldValue] => [
      `${set} / ${template}`,
      value,
    ]);
  });
  return saidFields(Object.fromEntries([...ofProjects, ...ofSets]));
}

/** Names of the file's templates of one owner, by their small letters. */
function spellings(templates: ReadonlyMap<string, readonly string[]>, owner: string): ReadonlyMap<string, string> {
  const [, names = []] = [...templates].find(([name]) => name.toLowerCase() === owner.toLowerCase()) ?? [];
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function shownValues(
  values: Readonly<Record<string, PropertyValue>>,
  names: Names,
  known: ReadonlyMap<string, string>,
): [string, FieldValue][] {
  return Object.entries(values).flatMap(([templateId, value]): [string, FieldValue][] => {
    const template = known.get(names(templateId).toLowerCase());
    if (template === undefined) return [];
    return [[template, typeof value === 'string' ? value : value.HasValue ? hiddenSecret(value.NewValue) : '']];
  });
}

/** The body with secrets that the server has already left as they are. */
function keepSecrets(body: Values, stored: TenantVariables): Values {
  const keep = (values: Record<string, PropertyValue>, before: Record<string, PropertyValue> | undefined) =>
    mapValues(values, (value, template) => {
      const was = before?.[template];
      const isKept = typeof value !== 'string' && typeof was === 'object' && was.HasValue;
      return isKept ? { HasValue: true, NewValue: null } : value;
    });
  return {
    ProjectVariables: mapValues(body.ProjectVariables, ({ Variables }, project) => ({
      Variables: mapValues(Variables, (values, environment) =>
        keep(values, stored.ProjectVariables[project]?.Variables[environment]),
      ),
    })),
    LibraryVariables: mapValues(body.LibraryVariables, ({ Variables }, set) => ({
      Variables: keep(Variables, stored.LibraryVariables[set]?.Variables),
    })),
  };
}

function mapValues<From, To>(
  record: Record<string, From>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
