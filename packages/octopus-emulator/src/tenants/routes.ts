import { type Api, ok, param, type RouteContext } from '../http/api.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { unknownIds, usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { canonicalTags, tagProblems } from '../tag-sets/known-tags.ts';
import { tenantCloning } from './clone.ts';
import { listMissingVariables } from './missing-variables.ts';
import { passesTagFilter } from './participation.ts';
import { readScopedValues, writeScopedValues } from './scoped-values.ts';
import { type TenantDocument, tenantSchema } from './state.ts';
import { dropTenantValues } from './stored-values.ts';
import { testTags } from './tag-test.ts';
import { readTenantVariables, shownTenantVariables, writeTenantVariables } from './variable-routes.ts';

type Written = ReturnType<(typeof tenantSchema)['parse']>;

export const tenants: Resource<TenantDocument, Written> = {
  path: '/tenants',
  kind: 'tenant',
  itemType: 'Tenant',
  shelf: shelf('Tenants'),
  schema: tenantSchema,
  permissions: { view: 'TenantView', create: 'TenantCreate', edit: 'TenantEdit', remove: 'TenantDelete' },
  scopes: (_, id) => (id === undefined ? [] : [{ tenantId: id }]),
  filter: filterTenants,
  problems: ({ world, space }, written, stored) => [
    ...tagProblems(world.store, {
      spaceId: space.Id,
      scope: 'Tenant',
      tags: written.TenantTags.filter((tag) => !stored?.TenantTags.includes(tag)),
    }),
    ...unknownIds(world.store, {
      collection: 'Projects',
      kind: 'project',
      spaceId: space.Id,
      ids: Object.keys(written.ProjectEnvironments),
    }),
    ...unknownIds(world.store, {
      collection: 'Environments',
      kind: 'environment',
      spaceId: space.Id,
      ids: Object.values(written.ProjectEnvironments).flat(),
    }),
  ],
  make: (_, { written, identity, stored }) => ({
    ...written,
    ...identity,
    ClonedFromTenantId: stored?.ClonedFromTenantId ?? null,
  }),
  users: ({ store }, { Id }) => usedBy('machine', store.all('Machines'), (machine) => machine.TenantIds.includes(Id)),
  links: (tenant) => ({ Variables: `/api/${tenant.SpaceId}/tenants/${tenant.Id}/variables` }),
  changed: ({ world }, _, tenant) => dropTenantValues(world.store, tenant),
  cloning: tenantCloning,
  removed: ({ world }, tenant) => world.store.remove('TenantVariables', tenant.Id),
};

/** Filters besides those of names: by project, tags (one of each set), whether disabled, and the tenant cloned from. [docs] */
function filterTenants(
  documents: readonly TenantDocument[],
  { world, space, query }: RouteContext,
): readonly TenantDocument[] {
  const [projectId, clonedFrom] = ['projectId', 'clonedFromTenantId'].map(query.text);
  const isDisabled = query.flag('isDisabled');
  const tags = canonicalTags(world.store, space.Id, query.list('tags'));
  return documents.filter(
    (tenant) =>
      (projectId === undefined || projectId in tenant.ProjectEnvironments) &&
      (clonedFrom === undefined || tenant.ClonedFromTenantId === clonedFrom) &&
      (isDisabled === undefined || tenant.IsDisabled === isDisabled) &&
      passesTagFilter(tenant.TenantTags, tags),
  );
}

export function registerTenantRoutes(api: Api): void {
  registerResource(api, tenants);
  const tenantOf = (context: RouteContext) => findDocument(tenants, context, param(context, 'id'));
  api.space('GET', '/tenants/variables-missing', (context) =>
    listMissingVariables(context, viewable(tenants, context)),
  );
  // A server without tenants has no use for what is about them. [guess]
  api.space('GET', '/tenants/status', (context) => ok({ Enabled: viewable(tenants, context).length > 0 }));
  api.space('GET', '/tenants/tag-test', (context) => {
    const { world, space, query } = context;
    const ids = query.list('tenantIds');
    const tags = canonicalTags(world.store, space.Id, query.list('tags'));
    const tested = viewable(tenants, context).filter(({ Id }) => ids.length === 0 || ids.includes(Id));
    return ok(Object.fromEntries(tested.map((tenant) => [tenant.Id, testTags(tenant, tags)])));
  });
  api.space('GET', '/tenantvariables/all', (context) => {
    const { caller, space } = context;
    caller.requirePermission('VariableView', { spaceId: space.Id });
    const found = [...filterTenants(viewable(tenants, context), context)]
      .filter(({ Id }) => caller.may('VariableView', { spaceId: space.Id, tenantId: Id }))
      .sort((a, b) => (a.Id < b.Id ? -1 : 1));
    return ok(found.map((tenant) => shownTenantVariables(context, tenant)));
  });
  api.space('GET', '/tenants/:id/variables', (context) => readTenantVariables(context, tenantOf(context)));
  for (const method of ['PUT', 'POST'] as const) {
    api.space(method, '/tenants/:id/variables', (context) => writeTenantVariables(context, tenantOf(context)));
  }
  for (const half of ['common', 'project'] as const) {
    const path = `/tenants/:id/${half}variables`;
    api.space('GET', path, (context) => readScopedValues(context, tenantOf(context), half));
    for (const method of ['PUT', 'POST'] as const) {
      api.space(method, path, (context) => writeScopedValues(context, tenantOf(context), half));
    }
  }
}
