import { describe, expect, it } from 'vitest';
import { type Found, newServer, userWith } from '../testing/people.ts';

async function withProject() {
  const server = await newServer();
  const { admin } = server;
  const create = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const development = await create('/environments', { Name: 'Development' });
  const production = await create('/environments', { Name: 'Production' });
  const library = await create('/libraryvariablesets', { Name: 'Common Config', Templates: [{ Name: 'Region' }] });
  const project = await create('/projects', {
    Name: 'merchant-portal',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
    TenantedDeploymentMode: 'TenantedOrUntenanted',
    IncludedLibraryVariableSetIds: [library.Id],
    Templates: [{ Name: 'Namespace' }, { Name: 'BrandColor', DefaultValue: '#000000' }],
  });
  const path = `/api/variables/${project.VariableSetId}`;
  return { ...server, create, development, production, library, project, path };
}

describe('a variable set', () => {
  it('is written as a whole, and refused with 409 when somebody else wrote it meanwhile', async () => {
    const { admin, path } = await withProject();

    const written = await admin.put(path, { Version: 0, Variables: [{ Name: 'A', Value: '1' }] });
    const late = await admin.put(path, { Version: 0, Variables: [] });

    expect(written.body).toMatchObject({ Version: 1, Variables: [{ Name: 'A', Value: '1', Type: 'String' }] });
    expect(late.status).toBe(409);
    expect((await admin.get(path)).body.Variables).toHaveLength(1);
  });

  it('never tells a secret, and keeps it when written back without one', async () => {
    const { admin, path, emulator, project } = await withProject();
    const Variables = [{ Name: 'Password', Value: 'hunter2', IsSensitive: true }];
    const first = await admin.put(path, { Version: 0, Variables });

    const again = await admin.put(path, {
      ...first.body,
      Variables: [{ ...first.body.Variables[0], Description: 'x' }],
    });

    expect(again.body.Variables).toMatchObject([{ Value: null, Type: 'Sensitive', Description: 'x' }]);
    expect(emulator.world.store.get('Variables', project.VariableSetId)?.Variables[0]?.Value).toBe('hunter2');
    expect(JSON.stringify((await admin.get('/api/events?take=100')).body)).not.toContain('hunter2');
  });

  it('is scoped to what exists, and never to a tenant', async () => {
    const { admin, path, library } = await withProject();

    const unknown = await admin.put(path, {
      Version: 0,
      Variables: [{ Name: 'A', Scope: { Environment: ['Environments-9'], Channel: ['Channels-9'] } }],
    });
    const tenant = await admin.put(path, { Version: 0, Variables: [{ Name: 'A', Scope: { Tenant: ['Tenants-1'] } }] });
    const shared = await admin.put(`/api/variables/${library.VariableSetId}`, {
      Version: 0,
      Variables: [{ Name: 'A', Scope: { Channel: ['Channels-1'] } }],
    });

    expect(unknown.body.Errors).toHaveLength(2);
    expect(tenant.status).toBe(400);
    expect(shared.body.Errors).toEqual(["Variable 'A': A library set's variable cannot be scoped to Channel."]);
  });

  it('shows and keeps values by environment and permission', async () => {
    const server = await withProject();
    const { admin, path, development, production } = server;
    await admin.put(path, {
      Version: 0,
      Variables: [
        { Name: 'Unscoped', Value: '1' },
        { Name: 'Dev', Value: '2', Scope: { Environment: [development.Id] } },
        { Name: 'Prod', Value: '3', Scope: { Environment: [production.Id] } },
      ],
    });
    const alex = await userWith(server, {
      username: 'alex',
      space: ['VariableView', 'VariableEdit'],
      restrictions: { EnvironmentIds: [development.Id] },
    });

    const seen = (await alex.get(path)).body;
    const written = await alex.put(path, { ...seen, Variables: [{ ...seen.Variables[0], Value: '20' }] });
    const refused = await alex.put(path, { Version: 2, Variables: [{ Name: 'New', Value: 'x' }] });

    expect(seen.Variables.map(({ Name }) => Name)).toEqual(['Dev']);
    expect(written.status).toBe(200);
    expect(refused.body.ErrorMessage).toContain('VariableEditUnscoped');
    const all = (await admin.get(path)).body.Variables;
    expect(Object.fromEntries(all.map(({ Name, Value }) => [Name, Value]))).toEqual({
      Unscoped: '1',
      Dev: '20',
      Prod: '3',
    });
  });
});

describe('values of a tenant', () => {
  async function withTenant() {
    const parts = await withProject();
    const { create, development, production, project } = parts;
    const ProjectEnvironments = { [project.Id]: [development.Id, production.Id] };
    const tenant = await create('/tenants', { Name: 'Acme Corp', ProjectEnvironments });
    const [namespace] = project.Templates;
    const values = { [project.Id]: { Variables: { [development.Id]: { [namespace?.Id ?? '']: 'acme-dev' } } } };
    return { ...parts, tenant, values, at: `/api/tenants/${tenant.Id}/variables` };
  }

  it('are asked for by template, and win over the project in a preview', async () => {
    const { admin, at, values, development, production, project, tenant, path } = await withTenant();
    await admin.put(path, {
      Version: 0,
      Variables: [
        { Name: 'Namespace', Value: 'portal-dev', Scope: { Environment: [development.Id] } },
        { Name: 'Namespace', Value: 'portal-prod', Scope: { Environment: [production.Id] } },
      ],
    });
    const blank = await admin.get(at);
    await admin.put(at, { ...blank.body, ProjectVariables: values });

    const preview = async (query: string) => {
      const { body } = await admin.get(`/api/variables/preview?project=${project.Id}&${query}`);
      return Object.fromEntries(body.Variables.map(({ Name, Value }) => [Name, Value]));
    };

    expect(blank.body).toMatchObject({
      TenantName: 'Acme Corp',
      ProjectVariables: { [project.Id]: { Variables: { [development.Id]: {}, [production.Id]: {} } } },
    });
    expect(await preview(`environment=${development.Id}`)).toEqual({ Namespace: 'portal-dev', BrandColor: '#000000' });
    expect(await preview(`environment=${development.Id}&tenant=${tenant.Id}`)).toMatchObject({ Namespace: 'acme-dev' });
    expect(await preview(`environment=${production.Id}&tenant=${tenant.Id}`)).toMatchObject({
      Namespace: 'portal-prod',
    });
  });

  it('are refused for unknown templates and with an old token', async () => {
    const { admin, at, values, project, development } = await withTenant();
    const { body } = await admin.get(at);

    const unknown = { [project.Id]: { Variables: { [development.Id]: { nothing: 'x' } } } };
    expect((await admin.put(at, { ...body, ProjectVariables: unknown })).status).toBe(400);
    expect((await admin.put(at, { ...body, ProjectVariables: values })).status).toBe(200);
    expect((await admin.put(at, { ...body, ProjectVariables: values })).status).toBe(409);
  });

  it('go with the connection', async () => {
    const { admin, at, values, tenant, project, production, development } = await withTenant();
    await admin.put(at, { ProjectVariables: values });
    const connected = (environments: string[]) =>
      admin.put(`/api/tenants/${tenant.Id}`, { ...tenant, ProjectEnvironments: { [project.Id]: environments } });

    await connected([production.Id]);
    await connected([production.Id, development.Id]);

    expect((await admin.get(at)).body).toMatchObject({
      ProjectVariables: { [project.Id]: { Variables: { [development.Id]: {} } } },
    });
  });
});

describe('names of variables', () => {
  it('are those of the project, its library sets and its templates that have a value', async () => {
    const { admin, path, project } = await withProject();
    await admin.put(path, { Version: 0, Variables: [{ Name: 'LogLevel', Value: 'info' }] });

    const { body } = await admin.get<readonly Found[]>(`/api/variables/names?project=${project.Id}`);

    expect(body).toEqual(['BrandColor', 'LogLevel']);
  });
});
