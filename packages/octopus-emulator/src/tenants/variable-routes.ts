import { z } from 'zod';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { mapOf, text } from '../http/fields.ts';
import { refuseIfAny } from '../http/problem.ts';
import { propertySchema, withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import type { TenantDocument } from './state.ts';
import { librarySetOwners, projectOwners, type TemplateOwner, valueIn, valuesOfTenant } from './stored-values.ts';
import { refuseStale, requireEdit, storeValues, tokenOf, type WantedValue } from './write-values.ts';

const writtenSchema = z.object({
  TenantId: text(),
  TenantName: text(),
  SpaceId: text(),
  ConcurrencyToken: z.string().nullish(),
  ProjectVariables: mapOf(z.object({ Variables: mapOf(mapOf(propertySchema)) })),
  LibraryVariables: mapOf(z.object({ Variables: mapOf(propertySchema) })),
});

/** `GET /tenants/{id}/variables`: the templates a tenant is asked for, and what it gave. */
export function readTenantVariables(context: RouteContext, tenant: TenantDocument): Reply {
  context.caller.requirePermission('VariableView', { spaceId: tenant.SpaceId, tenantId: tenant.Id });
  return ok(shownTenantVariables(context, tenant));
}

/**
 * `PUT /tenants/{id}/variables`: replaces all values that this form can tell; those of library sets for some environments
 * only, which it cannot, stay [guess]. A token that is not the current one is refused. [docs]
 */
export function writeTenantVariables(context: RouteContext, tenant: TenantDocument): Reply {
  const { store } = context.world;
  requireEdit(context, tenant, Object.keys(tenant.ProjectEnvironments));
  const written = validated(writtenSchema, context.body);
  refuseStale(valuesOfTenant(store, tenant), tenant, written.ConcurrencyToken);
  const projects = projectOwners(store, tenant);
  const sets = librarySetOwners(store, tenant);
  const wanted = wantedValues(written);
  refuseIfAny(problems(written, projects, sets));
  storeValues(context, tenant, {
    wanted,
    keeps: ({ OwnerId, EnvironmentIds }) => sets.some(({ Id }) => Id === OwnerId) && EnvironmentIds.length > 0,
    related: Object.keys(written.ProjectVariables),
  });
  return ok(shownTenantVariables(context, tenant));
}

function wantedValues(written: z.output<typeof writtenSchema>): readonly WantedValue[] {
  return [
    ...Object.entries(written.ProjectVariables).flatMap(([OwnerId, { Variables }]) =>
      Object.entries(Variables).flatMap(([environmentId, values]) =>
        Object.entries(values).map(([TemplateId, Value]) => ({
          OwnerId,
          TemplateId,
          EnvironmentIds: [environmentId],
          Value,
        })),
      ),
    ),
    ...Object.entries(written.LibraryVariables).flatMap(([OwnerId, { Variables }]) =>
      Object.entries(Variables).map(([TemplateId, Value]) => ({ OwnerId, TemplateId, EnvironmentIds: [], Value })),
    ),
  ];
}

function problems(
  written: z.output<typeof writtenSchema>,
  projects: readonly TemplateOwner[],
  sets: readonly TemplateOwner[],
): readonly string[] {
  return [
    ...Object.entries(written.ProjectVariables).flatMap(([projectId, { Variables }]) => {
      const project = projects.find(({ Id }) => Id === projectId);
      if (project === undefined) return [`The tenant is not connected to the project '${projectId}'.`];
      return Object.entries(Variables).flatMap(([environmentId, values]) => [
        ...(project.environmentIds.includes(environmentId)
          ? []
          : [`The tenant is not connected to '${project.Name}' in the environment '${environmentId}'.`]),
        ...unknownTemplates(Object.keys(values), project),
      ]);
    }),
    ...Object.entries(written.LibraryVariables).flatMap(([setId, { Variables }]) => {
      const set = sets.find(({ Id }) => Id === setId);
      if (set === undefined) return [`The tenant does not use the library set '${setId}'.`];
      return unknownTemplates(Object.keys(Variables), set);
    }),
  ];
}

/** One sentence for each id that names no template of the owner. */
export function unknownTemplates(templateIds: readonly string[], owner: TemplateOwner): readonly string[] {
  return templateIds
    .filter((id) => !owner.Templates.some((template) => template.Id === id))
    .map((id) => `The ${owner.kind} '${owner.Name}' has no template '${id}'.`);
}

/** Everything that a tenant is asked for and gave: each connected project and environment, even without values. [client] */
export function shownTenantVariables({ world: { store } }: RouteContext, tenant: TenantDocument): object {
  const stored = valuesOfTenant(store, tenant);
  const projects = projectOwners(store, tenant).map((project) => {
    const Variables = Object.fromEntries(
      project.environmentIds.map((id) => [
        id,
        valuesByTemplate(
          project,
          (templateId) => valueIn(stored.Values, { ownerId: project.Id, templateId, environmentId: id })?.Value,
        ),
      ]),
    );
    const { Id, Name, Templates } = project;
    return [Id, { ProjectId: Id, ProjectName: Name, Templates, Variables, Links: {} }];
  });
  const sets = librarySetOwners(store, tenant).map((set) => {
    const everywhere = stored.Values.filter(
      ({ OwnerId, EnvironmentIds }) => OwnerId === set.Id && EnvironmentIds.length === 0,
    );
    const Variables = valuesByTemplate(set, (id) => everywhere.find(({ TemplateId }) => TemplateId === id)?.Value);
    const { Id, Name, Templates } = set;
    return [Id, { LibraryVariableSetId: Id, LibraryVariableSetName: Name, Templates, Variables, Links: {} }];
  });
  return withoutSecrets({
    TenantId: tenant.Id,
    TenantName: tenant.Name,
    SpaceId: tenant.SpaceId,
    ConcurrencyToken: tokenOf(stored),
    ProjectVariables: Object.fromEntries(projects),
    LibraryVariables: Object.fromEntries(sets),
    Links: { Self: `/api/${tenant.SpaceId}/tenants/${tenant.Id}/variables` },
  });
}

function valuesByTemplate<V>(owner: TemplateOwner, of: (templateId: string) => V | undefined): Record<string, V> {
  return Object.fromEntries(
    owner.Templates.flatMap(({ Id }) => {
      const value = of(Id);
      return value === undefined ? [] : [[Id, value]];
    }),
  );
}
