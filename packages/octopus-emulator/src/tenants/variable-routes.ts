import { z } from 'zod';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { mapOf } from '../http/fields.ts';
import { conflict, refuseIfAny } from '../http/problem.ts';
import { keepSecrets, type PropertyValue, propertySchema, withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { TenantDocument, TenantVariablesDocument } from './state.ts';
import { librarySetIdsOf, valuesOfTenant } from './stored-values.ts';

const writtenSchema = z.object({
  ConcurrencyToken: z.string().nullish(),
  ProjectVariables: mapOf(z.object({ Variables: mapOf(mapOf(propertySchema)) })),
  LibraryVariables: mapOf(z.object({ Variables: mapOf(propertySchema) })),
});

/** `GET /tenants/{id}/variables`: the templates a tenant is asked for, and what it gave. */
export function readTenantVariables(context: RouteContext, tenant: TenantDocument): Reply {
  context.caller.requirePermission('VariableView', { spaceId: tenant.SpaceId, tenantId: tenant.Id });
  return ok(shown(context, tenant));
}

/** `PUT /tenants/{id}/variables`: replaces all values; a token that is not the current one is refused. [docs] */
export function writeTenantVariables(context: RouteContext, tenant: TenantDocument): Reply {
  const { world, caller } = context;
  const { store } = world;
  for (const projectId of [undefined, ...Object.keys(tenant.ProjectEnvironments)]) {
    caller.requirePermission('VariableEdit', { spaceId: tenant.SpaceId, tenantId: tenant.Id, projectId });
  }
  const written = validated(writtenSchema, context.body);
  const stored = valuesOfTenant(store, tenant);
  if (written.ConcurrencyToken && written.ConcurrencyToken !== tokenOf(stored)) {
    throw conflict(`The variables of tenant '${tenant.Name}' were changed since they were read. Read them again.`);
  }
  refuseIfAny(problems(context, tenant, written));
  const next: TenantVariablesDocument = {
    ...stored,
    Version: stored.Version + 1,
    ProjectValues: mapValues(written.ProjectVariables, ({ Variables }, projectId) =>
      mapValues(Variables, (values, environmentId) =>
        keepSecrets(values, stored.ProjectValues[projectId]?.[environmentId]),
      ),
    ),
    LibraryValues: mapValues(written.LibraryVariables, ({ Variables }, setId) =>
      keepSecrets(Variables, stored.LibraryValues[setId]),
    ),
  };
  store.put('TenantVariables', next);
  world.record({
    category: 'Modified',
    message: `Variables of tenant ${tenant.Name} were changed`,
    related: [tenant.Id, ...Object.keys(written.ProjectVariables)],
    spaceId: tenant.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
    before: stored,
    after: next,
  });
  return ok(shown(context, tenant));
}

function problems(
  { world: { store } }: RouteContext,
  tenant: TenantDocument,
  written: z.output<typeof writtenSchema>,
): readonly string[] {
  const sets = librarySetIdsOf(store, tenant);
  return [
    ...Object.entries(written.ProjectVariables).flatMap(([projectId, { Variables }]) => {
      const project = store.get('Projects', projectId);
      const environments = tenant.ProjectEnvironments[projectId];
      if (project === undefined || environments === undefined) {
        return [`The tenant is not connected to the project '${projectId}'.`];
      }
      return Object.entries(Variables).flatMap(([environmentId, values]) => [
        ...(environments.includes(environmentId)
          ? []
          : [`The tenant is not connected to '${project.Name}' in the environment '${environmentId}'.`]),
        ...unknownTemplates(values, project.Templates, `The project '${project.Name}'`),
      ]);
    }),
    ...Object.entries(written.LibraryVariables).flatMap(([setId, { Variables }]) => {
      const set = store.get('LibraryVariableSets', setId);
      if (set === undefined || !sets.includes(setId)) return [`The tenant does not use the library set '${setId}'.`];
      return unknownTemplates(Variables, set.Templates, `The library set '${set.Name}'`);
    }),
  ];
}

function unknownTemplates(
  values: Readonly<Record<string, PropertyValue>>,
  templates: readonly TemplateDocument[],
  owner: string,
): readonly string[] {
  return Object.keys(values)
    .filter((id) => !templates.some((template) => template.Id === id))
    .map((id) => `${owner} has no template '${id}'.`);
}

function shown({ world: { store } }: RouteContext, tenant: TenantDocument): object {
  const stored = valuesOfTenant(store, tenant);
  const self = `/api/${tenant.SpaceId}/tenants/${tenant.Id}/variables`;
  const projects = Object.entries(tenant.ProjectEnvironments).flatMap(([projectId, environments]) => {
    const project = store.get('Projects', projectId);
    if (project === undefined) return [];
    const values = stored.ProjectValues[projectId];
    const Variables = Object.fromEntries(environments.map((id) => [id, values?.[id] ?? {}]));
    return [
      [
        projectId,
        { ProjectId: projectId, ProjectName: project.Name, Templates: project.Templates, Variables, Links: {} },
      ],
    ];
  });
  const sets = librarySetIdsOf(store, tenant).flatMap((setId) => {
    const set = store.get('LibraryVariableSets', setId);
    if (set === undefined) return [];
    const Variables = stored.LibraryValues[setId] ?? {};
    const named = { LibraryVariableSetId: setId, LibraryVariableSetName: set.Name };
    return [[setId, { ...named, Templates: set.Templates, Variables, Links: {} }]];
  });
  return withoutSecrets({
    TenantId: tenant.Id,
    TenantName: tenant.Name,
    SpaceId: tenant.SpaceId,
    ConcurrencyToken: tokenOf(stored),
    ProjectVariables: Object.fromEntries(projects),
    LibraryVariables: Object.fromEntries(sets),
    Links: { Self: self },
  });
}

function tokenOf(values: TenantVariablesDocument): string {
  return String(values.Version);
}

function mapValues<V, R>(map: Readonly<Record<string, V>>, to: (value: V, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, to(value, name)]));
}
