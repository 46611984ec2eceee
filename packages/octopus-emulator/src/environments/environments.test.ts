import { describe, expect, it } from 'vitest';
import { type Found, newServer } from '../testing/people.ts';

async function furnished() {
  const server = await newServer();
  const { admin } = server;
  const development = (await admin.post('/api/environments', { Name: 'Development' })).body;
  const production = (await admin.post('/api/environments', { Name: 'Production' })).body;
  const machine = { Endpoint: { CommunicationStyle: 'None' }, Roles: ['web'] };
  await admin.post('/api/machines', { ...machine, Name: 'both', EnvironmentIds: [development.Id, production.Id] });
  await admin.post('/api/machines', { ...machine, Name: 'off', EnvironmentIds: [production.Id], IsDisabled: true });
  return { ...server, development, production };
}

describe('environments', () => {
  it('are summed up: a target of two counts once in the whole', async () => {
    const { admin } = await furnished();

    const summary = await admin.get<object>('/api/environments/summary');
    const disabled = await admin.get<object>('/api/environments/summary?isDisabled=true&hideEmptyEnvironments=true');

    expect(summary.body).toMatchObject({
      TotalMachines: 2,
      TotalDisabledMachines: 1,
      EnvironmentSummaries: [
        { Environment: { Name: 'Development' }, TotalMachines: 1 },
        { Environment: { Name: 'Production' }, TotalMachines: 2, MachineEndpointSummaries: { None: 2 } },
      ],
    });
    expect(disabled.body).toMatchObject({ EnvironmentSummaries: [{ Environment: { Name: 'Production' } }] });
  });

  it('tell their targets, filtered', async () => {
    const { admin, production } = await furnished();

    const all = await admin.get(`/api/environments/${production.Id}/machines`);
    const enabled = await admin.get(`/api/environments/${production.Id}/machines?isDisabled=false&roles=WEB`);

    expect(all.body.Items.map(({ Name }) => Name)).toEqual(['both', 'off']);
    expect(enabled.body.Items.map(({ Name }) => Name)).toEqual(['both']);
  });

  it('tell the variables that would hold nowhere without them', async () => {
    const { admin, development, production } = await furnished();
    const set = (await admin.post('/api/libraryvariablesets', { Name: 'Shared' })).body;
    const only = { Scope: { Environment: [production.Id] } };
    const Variables = [
      { Name: 'Url', Value: 'a', ...only },
      { Name: 'Url', Value: 'b', Scope: { Environment: [production.Id, development.Id] } },
      { Name: 'Key', Value: 'c', ...only },
      { Name: 'Key', Value: 'd' },
    ];
    await admin.put(`/api/variables/${set.VariableSetId}`, { Version: 0, Variables });

    const told = await admin.get<object>(`/api/environments/${production.Id}/singlyScopedVariableDetails`);

    expect(told.body).toMatchObject({ VariableMap: { LibraryVariableSet: { Shared: 2 } } });
  });

  it('of branches come and go below a parent', async () => {
    const { admin } = await furnished();
    const parent = (await admin.post('/api/parentEnvironments', { Name: 'Reviews' })).body;
    const project = (
      await admin.post('/api/projects', {
        Name: 'web',
        ProjectGroupId: 'ProjectGroups-1',
        LifecycleId: 'Lifecycles-1',
      })
    ).body;
    const wish = { EnvironmentName: 'review-7' };
    const early = await admin.post(`/api/projects/${project.Id}/environments/ephemeral`, wish);
    await admin.post('/api/channels', {
      Name: 'Reviews',
      ProjectId: project.Id,
      Type: 'EphemeralEnvironment',
      ParentEnvironmentId: parent.Id,
    });
    const { Id } = (await admin.post(`/api/projects/${project.Id}/environments/ephemeral`, wish)).body;

    const listed = await admin.get<{ readonly Items: readonly (Found & { readonly Type: string })[] }>(
      '/api/environments/v2?type=Parent,Ephemeral',
    );
    expect(early.body.Errors).toEqual(["The project 'web' has no channel of type EphemeralEnvironment with a parent."]);
    expect(listed.body.Items.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['Reviews', 'Parent'],
      ['review-7', 'Ephemeral'],
    ]);
    expect((await admin.remove(`/api/parentEnvironments/${parent.Id}`)).status).toBe(400);
    await admin.post(`/api/environments/ephemeral/${Id}/deprovision`, {});
    expect((await admin.get('/api/environments/v2?type=Ephemeral')).body.Items).toEqual([]);
  });
});

describe('a lifecycle', () => {
  it('without phases is seen with one for each environment', async () => {
    const { admin } = await furnished();

    const preview = await admin.get('/api/lifecycles/Lifecycles-1/preview');

    expect(preview.body.Phases.map(({ Name }) => Name)).toEqual(['Development', 'Production']);
    expect((await admin.get('/api/lifecycles/Lifecycles-1')).body.Phases).toEqual([]);
  });
});

describe('a machine policy', () => {
  it('tells what it looks after, and is not deleted meanwhile', async () => {
    const { admin } = await furnished();
    const template = await admin.get<object>('/api/machinepolicies/template');
    const policy = (await admin.post('/api/machinepolicies', { ...template.body, Name: 'Mine' })).body;
    const Endpoint = { CommunicationStyle: 'TentacleActive', Uri: 'poll://w/', Thumbprint: 'A' };
    await admin.post('/api/workers', {
      Name: 'w',
      WorkerPoolIds: ['WorkerPools-1'],
      MachinePolicyId: policy.Id,
      Endpoint,
    });

    expect((await admin.get(`/api/machinepolicies/${policy.Id}/workers`)).body.Items).toMatchObject([{ Name: 'w' }]);
    expect((await admin.get('/api/machinepolicies/MachinePolicies-1/machines')).body.TotalResults).toBe(2);
    expect((await admin.remove(`/api/machinepolicies/${policy.Id}`)).body.Errors).toEqual([
      "The machine policy 'Mine' cannot be deleted: the worker 'w' uses it.",
    ]);
  });
});
