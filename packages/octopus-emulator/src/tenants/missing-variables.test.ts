import type { components } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

type Missing = components['schemas']['TenantMissingVariables'];

/** Acme, connected to a project that asks for two values per environment, one of them with a default. */
async function withTenant() {
  const { admin } = await newServer();
  const make = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const development = await make('/environments', { Name: 'Development' });
  const production = await make('/environments', { Name: 'Production' });
  const library = await make('/libraryvariablesets', { Name: 'Common', Templates: [{ Name: 'Region' }] });
  const project = await make('/projects', {
    Name: 'api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
    IncludedLibraryVariableSetIds: [library.Id],
    Templates: [{ Name: 'Url' }, { Name: 'Namespace', DefaultValue: 'x' }],
  });
  const acme = await make('/tenants', {
    Name: 'Acme',
    ProjectEnvironments: { [project.Id]: [development.Id, production.Id] },
  });
  await make('/tenants', { Name: 'Idle' });
  const missing = async (query = '') =>
    (await admin.get<Missing[]>(`/api/Spaces-1/tenants/variables-missing?includeDetails=true${query}`)).body;
  return { admin, development, production, library, project, acme, missing };
}

function told(answer: readonly Missing[]) {
  return answer.flatMap(({ TenantId, MissingVariables }) =>
    MissingVariables.map(({ EnvironmentId, VariableTemplateName }) => [TenantId, EnvironmentId, VariableTemplateName]),
  );
}

it('tells what a tenant has not been given, and leaves out what has a default', async () => {
  const { acme, development, production, missing } = await withTenant();

  const answer = await missing();

  expect(answer.flatMap((tenant) => deviations('TenantMissingVariables', tenant))).toEqual([]);
  expect(told(answer)).toEqual([
    [acme.Id, development.Id, 'Url'],
    [acme.Id, production.Id, 'Url'],
    [acme.Id, null, 'Region'],
  ]);
});

it('narrows to a tenant, a project and an environment', async () => {
  const { acme, production, project, missing } = await withTenant();

  expect(told(await missing(`&projectId=${project.Id}&environmentId=${production.Id}`))).toEqual([
    [acme.Id, production.Id, 'Url'],
  ]);
  expect(await missing('&tenantId=Tenants-2')).toEqual([]);
});

it('forgets a tenant once every value is there', async () => {
  const { admin, acme, development, production, project, library, missing } = await withTenant();
  const [url] = project.Templates;
  const [region] = library.Templates;
  const given = { [url?.Id ?? '']: 'https://acme.example' };

  await admin.put(`/api/Spaces-1/tenants/${acme.Id}/variables`, {
    ProjectVariables: { [project.Id]: { Variables: { [development.Id]: given } } },
    LibraryVariables: { [library.Id]: { Variables: { [region?.Id ?? '']: 'EU' } } },
  });
  expect(told(await missing())).toEqual([[acme.Id, production.Id, 'Url']]);

  await admin.put(`/api/Spaces-1/tenants/${acme.Id}/variables`, {
    ProjectVariables: { [project.Id]: { Variables: { [development.Id]: given, [production.Id]: given } } },
    LibraryVariables: { [library.Id]: { Variables: { [region?.Id ?? '']: 'EU' } } },
  });
  expect(await missing()).toEqual([]);
});

it('names the tenants only, unless details are asked for', async () => {
  const { admin, acme } = await withTenant();

  const { body } = await admin.get<Missing[]>('/api/Spaces-1/tenants/variables-missing');

  expect(body).toMatchObject([{ TenantId: acme.Id, MissingVariables: [] }]);
});
