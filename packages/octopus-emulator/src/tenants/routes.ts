import { type Api, param } from '../http/api.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { unknownIds, usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { listMissingVariables } from './missing-variables.ts';
import { type TenantDocument, tenantSchema } from './state.ts';
import { dropTenantValues } from './stored-values.ts';
import { readTenantVariables, writeTenantVariables } from './variable-routes.ts';

type Written = ReturnType<(typeof tenantSchema)['parse']>;

const tenants: Resource<TenantDocument, Written> = {
  path: '/tenants',
  kind: 'tenant',
  itemType: 'Tenant',
  shelf: shelf('Tenants'),
  schema: tenantSchema,
  permissions: { view: 'TenantView', create: 'TenantCreate', edit: 'TenantEdit', remove: 'TenantDelete' },
  scopes: (_, id) => (id === undefined ? [] : [{ tenantId: id }]),
  filter: (documents, { query }) => {
    const projectId = query.text('projectId');
    return projectId === undefined ? documents : documents.filter((tenant) => projectId in tenant.ProjectEnvironments);
  },
  problems: ({ world, space }, written) => [
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
  removed: ({ world }, tenant) => world.store.remove('TenantVariables', tenant.Id),
};

export function registerTenantRoutes(api: Api): void {
  registerResource(api, tenants);
  api.space('GET', '/tenants/variables-missing', (context) =>
    listMissingVariables(context, viewable(tenants, context)),
  );
  api.space('GET', '/tenants/:id/variables', (context) =>
    readTenantVariables(context, findDocument(tenants, context, param(context, 'id'))),
  );
  for (const method of ['PUT', 'POST'] as const) {
    api.space(method, '/tenants/:id/variables', (context) =>
      writeTenantVariables(context, findDocument(tenants, context, param(context, 'id'))),
    );
  }
}
