import { describe, expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';
import { upgradeTenantVariables } from './upgrade.ts';

interface Value {
  readonly Id?: string;
  readonly TemplateId: string;
  readonly ProjectId?: string;
  readonly LibraryVariableSetId?: string;
  readonly OwnerId?: string;
  readonly Value: unknown;
  readonly Scope: { readonly EnvironmentIds: readonly string[] };
}

interface Values {
  readonly ConcurrencyToken: string;
  readonly Variables: readonly Value[];
  readonly MissingVariables: readonly Value[];
  readonly Errors?: readonly string[];
}

/** Acme in two environments of a project with a template `Url`, whose library set has `Region` and the secret `Key`. */
async function withTenant() {
  const server = await newServer();
  const { admin } = server;
  const make = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const development = await make('/environments', { Name: 'Development' });
  const production = await make('/environments', { Name: 'Production' });
  const library = await make('/libraryvariablesets', {
    Name: 'Common',
    Templates: [{ Name: 'Region' }, { Name: 'Key' }],
  });
  const project = await make('/projects', {
    Name: 'api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
    IncludedLibraryVariableSetIds: [library.Id],
    Templates: [{ Name: 'Url' }],
  });
  const acme = await make('/tenants', {
    Name: 'Acme',
    ProjectEnvironments: { [project.Id]: [development.Id, production.Id] },
  });
  const path = `/api/Spaces-1/tenants/${acme.Id}`;
  const [url] = project.Templates.map(({ Id }) => Id);
  const [region, key] = library.Templates.map(({ Id }) => Id);
  const common = (TemplateId: string | undefined, Value: unknown, ...EnvironmentIds: string[]) => ({
    OwnerId: library.Id,
    TemplateId,
    Value,
    Scope: { EnvironmentIds },
  });
  const ofProject = (Value: unknown, ...EnvironmentIds: string[]) => ({
    ProjectId: project.Id,
    TemplateId: url,
    Value,
    Scope: { EnvironmentIds },
  });
  const write = (half: string, Variables: readonly object[], more = {}) =>
    admin.put<Values>(`${path}/${half}variables`, { Variables, ...more });
  const read = async (half: string) =>
    (await admin.get<Values>(`${path}/${half}variables?includeMissingVariables=true`)).body;
  return {
    ...server,
    path,
    development,
    production,
    library,
    project,
    acme,
    region,
    key,
    common,
    ofProject,
    write,
    read,
  };
}

describe('values of tenants by environment', () => {
  it('keep their ids, and secrets that are written back without a value', async () => {
    const { common, region, key, production, write, read, emulator } = await withTenant();
    const secret = { HasValue: true, NewValue: 'hunter2' };
    await write('common', [common(region, 'EU'), common(region, 'US', production.Id), common(key, secret)]);

    const { Variables } = await read('common');
    const again = await write('common', Variables);

    expect(Variables.map(({ Value, Scope }) => [Value, Scope.EnvironmentIds])).toEqual([
      ['EU', []],
      ['US', [production.Id]],
      [{ HasValue: true, NewValue: null, Hint: null }, []],
    ]);
    expect(again.body.Variables).toEqual(Variables);
    expect(JSON.stringify(emulator.world.store.all('TenantVariables'))).toContain('hunter2');
  });

  it('are a complete set of their half: what is left out is deleted, the other half stays', async () => {
    const { common, ofProject, region, write, read } = await withTenant();
    await write('common', [common(region, 'EU')]);
    await write('project', [ofProject('https://acme.example')]);

    await write('common', []);

    expect((await read('common')).Variables).toEqual([]);
    expect((await read('project')).Variables).toMatchObject([{ Value: 'https://acme.example', ProjectName: 'api' }]);
  });

  it('are the same as the older form tells and takes', async () => {
    const { admin, path, ofProject, project, development, production, write, read } = await withTenant();
    await write('project', [ofProject('everywhere'), ofProject('here', production.Id)]);
    const older = (
      await admin.get<{ ProjectVariables: Record<string, { Variables: Record<string, object> }> }>(`${path}/variables`)
    ).body;

    expect(
      Object.values(older.ProjectVariables[project.Id]?.Variables ?? {}).map((values) => Object.values(values)),
    ).toEqual([['everywhere'], ['here']]);
    await admin.post(`${path}/variables`, older);
    expect((await read('project')).Variables.map(({ Value, Scope }) => [Value, Scope.EnvironmentIds])).toEqual([
      ['everywhere', [development.Id]],
      ['here', [production.Id]],
    ]);
  });

  it('of library sets for some environments survive a write of the older form, which cannot tell them', async () => {
    const { admin, path, common, region, production, write, read } = await withTenant();
    await write('common', [common(region, 'EU'), common(region, 'US', production.Id)]);

    await admin.post(`${path}/variables`, {});

    expect((await read('common')).Variables.map(({ Value }) => Value)).toEqual(['US']);
  });

  it('that are missing are told with the environments that lack them', async () => {
    const { common, ofProject, region, development, production, write, read } = await withTenant();
    await write('common', [common(region, 'EU', development.Id)]);
    await write('project', [ofProject('https://acme.example')]);

    expect(
      (await read('common')).MissingVariables.map(({ TemplateId, Scope }) => [
        TemplateId === region,
        Scope.EnvironmentIds,
      ]),
    ).toEqual([
      [true, [production.Id]],
      [false, [development.Id, production.Id]],
    ]);
    expect((await read('project')).MissingVariables).toEqual([]);
  });

  it('are refused where they fit nothing, all reasons at once', async () => {
    const { common, ofProject, region, development, write } = await withTenant();

    const wrong = await write('common', [
      common('no-template', 'x'),
      common(region, 'a', development.Id),
      common(region, 'b', development.Id),
      common(region, 'c', 'Environments-9'),
      { ...ofProject('x'), OwnerId: 'LibraryVariableSets-9' },
    ]);

    expect([wrong.status, wrong.body.Errors]).toEqual([
      400,
      [
        "The library set 'Common' has no template 'no-template'.",
        "The tenant is not connected to 'Common' in the environment 'Environments-9'.",
        "The tenant does not use the library set 'LibraryVariableSets-9'.",
        `The template '${region}' has two values for the same environment.`,
      ],
    ]);
  });

  it('are refused with the token of an older reading', async () => {
    const { common, region, write, read } = await withTenant();
    const { ConcurrencyToken } = await read('common');
    await write('common', [common(region, 'EU')], { ConcurrencyToken });

    expect((await write('common', [], { ConcurrencyToken })).status).toBe(409);
    expect((await write('common', [])).status).toBe(200);
  });

  it('go with the connection they were for', async () => {
    const { admin, acme, ofProject, project, development, production, write, read } = await withTenant();
    await write('project', [ofProject('both', development.Id, production.Id)]);

    await admin.put(`/api/Spaces-1/tenants/${acme.Id}`, {
      ...acme,
      ProjectEnvironments: { [project.Id]: [development.Id] },
    });

    expect((await read('project')).Variables.map(({ Scope }) => Scope.EnvironmentIds)).toEqual([[development.Id]]);
  });

  it('need VariableEdit for the tenant and every project that is concerned', async () => {
    const server = await withTenant();
    const { path, project, admin } = server;
    const other = await admin.post('/api/Spaces-1/projects', {
      Name: 'web',
      ProjectGroupId: 'ProjectGroups-1',
      LifecycleId: 'Lifecycles-1',
    });
    const editor = await userWith(server, {
      username: 'editor',
      space: ['TenantView', 'VariableView', 'VariableEdit'],
      restrictions: { ProjectIds: [other.body.Id] },
    });

    const refused = await editor.put(`${path}/projectvariables`, { Variables: [server.ofProject('x')] });

    expect([refused.status, refused.body.ErrorMessage]).toEqual([403, expect.stringContaining('VariableEdit')]);
    expect(refused.body.ErrorMessage).toContain("project 'api'");
    expect(project.Name).toBe('api');
  });
});

describe('values of an older data folder', () => {
  it('are taken over', async () => {
    const { emulator, acme, project, library, region, development, read } = await withTenant();
    const { store } = emulator.world;
    const [url] = project.Templates.map(({ Id }) => Id);
    const old = {
      Id: acme.Id,
      SpaceId: 'Spaces-1',
      Version: 3,
      ProjectValues: { [project.Id]: { [development.Id]: { [url ?? '']: 'https://acme.example' } } },
      LibraryValues: { [library.Id]: { [region ?? '']: 'EU' } },
    };
    // As a folder kept it before: no document is written so any more.
    store.put('TenantVariables', old as never);

    upgradeTenantVariables(store);

    expect((await read('project')).Variables).toMatchObject([
      { Value: 'https://acme.example', Scope: { EnvironmentIds: [development.Id] } },
    ]);
    expect((await read('common')).Variables).toMatchObject([{ Value: 'EU', Scope: { EnvironmentIds: [] } }]);
  });
});
