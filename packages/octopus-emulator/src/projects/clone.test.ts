import { expect, it } from 'vitest';
import { type Found, newServer } from '../testing/people.ts';

interface Shape extends Found {
  readonly Steps: readonly (Found & {
    readonly Actions: readonly (Found & { readonly Channels: readonly string[] })[];
  })[];
  readonly Variables: readonly (Found & { readonly Scope: Record<string, readonly string[]> })[];
}

async function source() {
  const server = await newServer();
  const { admin } = server;
  const project = (
    await admin.post('/api/projects', {
      Name: 'payments',
      Description: 'what pays',
      ProjectGroupId: 'ProjectGroups-1',
      LifecycleId: 'Lifecycles-1',
      TenantedDeploymentMode: 'Tenanted',
    })
  ).body;
  const hotfix = (await admin.post('/api/channels', { Name: 'Hotfix', ProjectId: project.Id })).body;
  const action = { Name: 'Run', ActionType: 'Octopus.Script', Properties: {}, Channels: [hotfix.Id] };
  const process = (
    await admin.put<Shape>(`/api/deploymentprocesses/${project.DeploymentProcessId}`, {
      Version: 0,
      Steps: [{ Name: 'Run', Actions: [action] }],
    })
  ).body;
  const Scope = { Channel: [hotfix.Id], Action: [process.Steps[0]?.Actions[0]?.Id] };
  await admin.put(`/api/variables/${project.VariableSetId}`, {
    Version: 0,
    Variables: [
      { Name: 'A', Value: '1', Scope },
      { Name: 'Secret', Value: 'hidden', IsSensitive: true },
    ],
  });
  await admin.post('/api/runbooks', { Name: 'Restart', ProjectId: project.Id });
  return { ...server, project, hotfix, process };
}

it('a cloned project has the settings of its source where the request says nothing', async () => {
  const { admin, project } = await source();

  const { status, body } = await admin.post(`/api/projects?clone=${project.Id}`, {
    Name: 'ledger',
    Description: '',
    lifecycleID: 'Lifecycles-1',
  });

  expect(status).toBe(201);
  expect(body).toMatchObject({
    Name: 'ledger',
    Slug: 'ledger',
    Description: 'what pays',
    TenantedDeploymentMode: 'Tenanted',
    ClonedFromProjectId: project.Id,
    VariableSetId: `variableset-${body.Id}`,
  });
});

it('its channels, steps, variables and runbooks are copies, which name one another', async () => {
  const { admin, emulator, project, process } = await source();
  const copy = (await admin.post('/api/projects?clone=payments', { Name: 'ledger' })).body;

  const channels = (await admin.get(`/api/projects/${copy.Id}/channels`)).body.Items;
  const steps = (await admin.get<Shape>(`/api/deploymentprocesses/${copy.DeploymentProcessId}`)).body.Steps;
  const variables = (await admin.get<Shape>(`/api/variables/${copy.VariableSetId}`)).body.Variables;
  const runbooks = (await admin.get(`/api/projects/${copy.Id}/runbooks`)).body.Items;

  expect(channels.map(({ Name, IsDefault }) => [Name, IsDefault])).toEqual([
    ['Default', true],
    ['Hotfix', false],
  ]);
  const [step] = steps;
  expect(step?.Actions[0]?.Channels).toEqual([channels[1]?.Id]);
  expect(step?.Id).not.toBe(process.Steps[0]?.Id);
  expect(variables[0]?.Scope).toEqual({ Channel: [channels[1]?.Id], Action: [step?.Actions[0]?.Id] });
  expect(runbooks).toMatchObject([{ Name: 'Restart', RunbookProcessId: `RunbookProcess-${runbooks[0]?.Id}` }]);
  expect(emulator.world.store.get('Variables', copy.VariableSetId)?.Variables[1]?.Value).toBe('hidden');
  expect((await admin.get<Shape>(`/api/deploymentprocesses/${project.DeploymentProcessId}`)).body.Steps).toEqual(
    process.Steps,
  );
});

it('a cloned tenant has the tags and connections of its source', async () => {
  const { admin, project } = await source();
  const environment = (await admin.post('/api/environments', { Name: 'Development' })).body;
  const ProjectEnvironments = { [project.Id]: [environment.Id] };
  const acme = (await admin.post('/api/tenants', { Name: 'Acme', ProjectEnvironments })).body;

  const { status, body } = await admin.post(`/api/tenants?clone=${acme.Id}`, { Name: 'Globex', Description: '' });

  expect([status, body]).toMatchObject([201, { Name: 'Globex', ProjectEnvironments, ClonedFromTenantId: acme.Id }]);
});

it.each([
  ['/api/projects?clone=Projects-9', 404],
  ['/api/environments?clone=Environments-1', 501],
])('%s is answered %i', async (path, status) => {
  const { admin } = await source();

  expect((await admin.post(path, { Name: 'x' })).status).toBe(status);
});
