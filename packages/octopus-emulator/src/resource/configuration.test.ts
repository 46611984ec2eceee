import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { type Found, newServer, type Person } from '../testing/people.ts';

async function made(admin: Person, path: string, body: object) {
  const answer = await admin.post(`/api/Spaces-1${path}`, body);
  expect([answer.status, answer.body.Errors]).toEqual([201, undefined]);
  return answer.body;
}

async function withProject() {
  const server = await newServer();
  const { admin } = server;
  const development = await made(admin, '/environments', { Name: 'Development' });
  const production = await made(admin, '/environments', { Name: 'Production' });
  const project = await made(admin, '/projects', {
    Name: 'payments-api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
  });
  return { ...server, development, production, project };
}

describe('names', () => {
  it('are unique whatever their case, slugs follow them', async () => {
    const { admin } = await newServer();
    const first = await made(admin, '/environments', { Name: 'Pre Production!' });

    const clash = await admin.post('/api/environments', { Name: 'PRE production!' });
    const other = await made(admin, '/environments', { Name: 'Pre-Production' });

    expect(first.Slug).toBe('pre-production');
    expect([clash.status, clash.body.Errors]).toEqual([
      400,
      ["An environment named 'PRE production!' already exists."],
    ]);
    expect(other.Slug).toBe('pre-production-1');
    expect((await admin.get('/api/environments/pre-production-1')).body.Id).toBe(other.Id);
  });

  it('of channels and runbooks are unique in their project only', async () => {
    const { admin, project } = await withProject();
    const other = await made(admin, '/projects', { ...project, Id: undefined, Slug: undefined, Name: 'ledger' });

    await made(admin, '/runbooks', { Name: 'Restart', ProjectId: project.Id });
    await made(admin, '/runbooks', { Name: 'Restart', ProjectId: other.Id });

    expect((await admin.post('/api/runbooks', { Name: 'restart', ProjectId: other.Id })).status).toBe(400);
    expect((await admin.post('/api/channels', { Name: 'default', ProjectId: other.Id })).status).toBe(400);
  });
});

describe('an environment', () => {
  it('comes after the others until the order is changed', async () => {
    const { admin, development, production } = await withProject();

    expect([development.SortOrder, production.SortOrder]).toEqual([0, 1]);
    await admin.put('/api/environments/sortorder', [production.Id, development.Id]);

    const names = (await admin.get<readonly Found[]>('/api/environments/all')).body.map((item) => item.Name);
    expect(names).toEqual(['Production', 'Development']);
  });

  it('cannot be deleted while a lifecycle names it', async () => {
    const { admin, development } = await withProject();
    const phase = { Name: 'Development', AutomaticDeploymentTargets: [development.Id] };
    const lifecycle = await made(admin, '/lifecycles', { Name: 'Standard', Phases: [phase] });

    const refused = await admin.remove(`/api/environments/${development.Id}`);
    await admin.remove(`/api/lifecycles/${lifecycle.Id}`);

    expect([refused.status, refused.body.Errors[0]]).toEqual([
      400,
      "The environment 'Development' cannot be deleted: the lifecycle 'Standard' uses it.",
    ]);
    expect((await admin.remove(`/api/environments/${development.Id}`)).status).toBe(200);
  });
});

describe('a lifecycle', () => {
  it('is checked as a whole', async () => {
    const { admin, development } = await withProject();

    const { body } = await admin.post('/api/lifecycles', {
      Name: 'Broken',
      Phases: [
        { Name: 'A', OptionalDeploymentTargets: [development.Id], MinimumEnvironmentsBeforePromotion: 2 },
        { Name: 'a', AutomaticDeploymentTargets: ['Environments-99'] },
      ],
    });

    expect(body.Errors).toEqual([
      "Two phases are named 'a'.",
      "The phase 'A' asks for 2 environments but has only 1.",
      "The environment 'Environments-99' does not exist in this space.",
    ]);
  });

  it('keeps the ids of its phases', async () => {
    const { admin } = await newServer();
    const lifecycle = await made(admin, '/lifecycles', { Name: 'L', Phases: [{ Name: 'One' }, { Name: 'Two' }] });

    const changed = await admin.put(`/api/lifecycles/${lifecycle.Id}`, {
      ...lifecycle,
      Phases: [{ Name: 'two' }, { Name: 'Three' }],
    });

    expect(changed.body.Phases[0]?.Id).toBe(lifecycle.Phases[1]?.Id);
  });
});

describe('a project', () => {
  it('comes with a default channel, an empty process and an empty variable set', async () => {
    const { admin, project } = await withProject();

    const channels = await admin.get(`/api/projects/${project.Id}/channels`);
    const process = await admin.get(`/api/deploymentprocesses/${project.DeploymentProcessId}`);
    const variables = await admin.get(`/api/variables/${project.VariableSetId}`);

    expect(channels.body.Items).toMatchObject([{ Name: 'Default', IsDefault: true, LifecycleId: null }]);
    expect(project).toMatchObject({
      DeploymentProcessId: `deploymentprocess-${project.Id}`,
      VariableSetId: `variableset-${project.Id}`,
    });
    expect(process.body).toMatchObject({ Version: 0, Steps: [] });
    expect(variables.body).toMatchObject({ Version: 0, Variables: [], OwnerId: project.Id });
  });

  it('needs a lifecycle, a group and library sets that exist', async () => {
    const { admin } = await newServer();

    const { body } = await admin.post('/api/projects', {
      Name: 'x',
      ProjectGroupId: 'ProjectGroups-9',
      LifecycleId: 'Lifecycles-9',
      IncludedLibraryVariableSetIds: ['LibraryVariableSets-9'],
    });

    expect(body.Errors).toHaveLength(3);
  });

  it('is kept in the database until it is converted, whatever was asked', async () => {
    const { admin, project } = await withProject();
    const shape = { ...project, Id: undefined, Slug: undefined, Name: 'copy' };

    const { body } = await admin.post<object>('/api/projects', {
      ...shape,
      PersistenceSettings: { Type: 'VersionControlled' },
    });

    expect(body).toMatchObject({ IsVersionControlled: false, PersistenceSettings: { Type: 'Database' } });
  });

  it('takes its parts with it when it goes', async () => {
    const { admin, project, emulator } = await withProject();
    await made(admin, '/runbooks', { Name: 'Restart', ProjectId: project.Id });

    await admin.remove(`/api/projects/${project.Id}`);

    const { store } = emulator.world;
    for (const name of ['Channels', 'DeploymentProcesses', 'Variables', 'Runbooks', 'RunbookProcesses'] as const) {
      expect([name, store.all(name)]).toEqual([name, []]);
    }
  });
});

describe('a channel', () => {
  it('becomes the only default one', async () => {
    const { admin, project } = await withProject();

    await made(admin, '/channels', { Name: 'Hotfix', ProjectId: project.Id, IsDefault: true });

    const channels = (await admin.get(`/api/projects/${project.Slug}/channels`)).body.Items;
    expect(channels.map((channel) => [channel.Name, channel.IsDefault])).toEqual([
      ['Default', false],
      ['Hotfix', true],
    ]);
  });
});

describe('a git credential', () => {
  it('never tells its password, and keeps it when written back', async () => {
    const { admin, emulator } = await newServer();
    const Details = { Type: 'UsernamePassword', Username: 'u', Password: { HasValue: true, NewValue: 'secret' } };
    const credential = await made(admin, '/git-credentials', { Name: 'GitHub', Details });

    const written = await admin.put(`/api/git-credentials/${credential.Id}`, { ...credential, Description: 'new' });

    expect(credential.Details.Password).toEqual({ HasValue: true, NewValue: null, Hint: null });
    expect(written.body.Details.Password.HasValue).toBe(true);
    expect(emulator.world.store.get('GitCredentials', credential.Id)?.Details.Password.NewValue).toBe('secret');
    expect(JSON.stringify((await admin.get('/api/events')).body)).not.toContain('secret');
  });
});

it('a git credential keeps the restrictions that are left out', async () => {
  const { admin } = await newServer();
  const Details = { Type: 'UsernamePassword', Username: 'u', Password: { HasValue: true, NewValue: 'x' } };
  const RepositoryRestrictions = { Enabled: true, AllowedRepositories: ['https://git.example/*'] };
  const { Id } = await made(admin, '/git-credentials', { Name: 'GitHub', Details, RepositoryRestrictions });

  const { body } = await admin.put(`/api/git-credentials/${Id}`, {
    Name: 'GitHub',
    Details,
    RepositoryRestrictions: null,
  });

  expect(body).toMatchObject({ RepositoryRestrictions });
});

describe('an agent', () => {
  const Endpoint = {
    CommunicationStyle: 'KubernetesTentacle',
    TentacleEndpointConfiguration: { CommunicationMode: 'Polling', Thumbprint: 'ABC', Uri: 'poll://a.kind-dev/' },
  };

  it('is unknown until its first health check', async () => {
    const clock = virtualClock(Date.parse('2026-11-20T09:00:00Z'));
    const { admin } = await newServer({ clock });
    const environment = await made(admin, '/environments', { Name: 'Development' });

    const agent = await made(admin, '/machines', {
      Name: 'dev',
      EnvironmentIds: [environment.Id],
      Roles: [],
      Endpoint,
    });
    clock.advance(60_000);

    expect(agent).toMatchObject({ HealthStatus: 'Unknown', MachinePolicyId: 'MachinePolicies-1' });
    expect((await admin.get(`/api/machines?name=dev`)).body.Items).toMatchObject([
      { HealthStatus: 'Healthy', Endpoint: { KubernetesAgentDetails: { KubernetesNamespace: 'octopus-agent-dev' } } },
    ]);
  });

  it('is refused without thumbprint, address and environment', async () => {
    const { admin } = await newServer();

    const { status, body } = await admin.post('/api/machines', {
      Name: 'dev',
      EnvironmentIds: [],
      Roles: [],
      Endpoint: { CommunicationStyle: 'KubernetesTentacle', TentacleEndpointConfiguration: { Uri: 'dev' } },
    });

    expect([status, body.Errors.length]).toEqual([400, 3]);
  });
});

describe('a process', () => {
  const manual = {
    Name: 'Approve',
    Actions: [
      {
        Name: 'Approve',
        ActionType: 'Octopus.Manual',
        Properties: {
          'Octopus.Action.Manual.Instructions': 'Look.',
          'Octopus.Action.Manual.ResponsibleTeamIds': 'teams-everyone',
        },
      },
    ],
  };

  it('gets ids and slugs, and keeps them by name', async () => {
    const { admin, project } = await withProject();
    const path = `/api/deploymentprocesses/${project.DeploymentProcessId}`;

    const first = await admin.put(path, { Version: 0, Steps: [manual] });
    const second = await admin.put(path, { Version: 1, Steps: [{ ...manual, Condition: 'Always' }] });

    expect(first.body).toMatchObject({ Version: 1, Steps: [{ Slug: 'approve', Actions: [{ Slug: 'approve' }] }] });
    expect(second.body.Steps[0]?.Actions[0]?.Id).toBe(first.body.Steps[0]?.Actions[0]?.Id);
  });

  it('is refused with 409 when somebody else changed it meanwhile', async () => {
    const { admin, project } = await withProject();
    const path = `/api/projects/${project.Id}/deploymentprocesses`;
    await admin.put(path, { Version: 0, Steps: [] });

    expect((await admin.put(path, { Version: 0, Steps: [manual] })).status).toBe(409);
    expect((await admin.get(path)).body.Steps).toEqual([]);
  });

  it('is checked as a whole', async () => {
    const { admin, project } = await withProject();
    const [action] = manual.Actions;

    const { body } = await admin.put(`/api/deploymentprocesses/${project.DeploymentProcessId}`, {
      Version: 0,
      Steps: [
        { ...manual, Actions: [{ ...action, Properties: {}, Environments: ['Environments-77'] }] },
        { ...manual, Name: 'approve', Actions: [{ ...action, Name: 'Other', Channels: ['Channels-77'] }] },
      ],
    });

    expect(body.Errors).toEqual([
      "Two steps are named 'approve'.",
      "Step 'Approve': The environment 'Environments-77' does not exist in this space.",
      "Step 'Approve': A manual step needs instructions.",
      "Step 'Other': The channel 'Channels-77' does not exist in this space.",
    ]);
  });

  it('of a runbook is its own', async () => {
    const { admin, project } = await withProject();
    const runbook = await made(admin, '/runbooks', { Name: 'Restart', ProjectId: project.Id });

    const written = await admin.put(`/api/runbookProcesses/${runbook.RunbookProcessId}`, {
      Version: 0,
      Steps: [manual],
    });

    expect(written.body).toMatchObject({ RunbookId: runbook.Id, ProjectId: project.Id, Version: 1 });
  });
});

describe('a space', () => {
  it('needs a manager, and comes with defaults', async () => {
    const { admin } = await newServer();

    const refused = await admin.post('/api/spaces', { Name: 'Payments' });
    const space = await admin.post('/api/spaces', { Name: 'Payments', SpaceManagersTeams: ['teams-everyone'] });

    expect(refused.status).toBe(400);
    expect(space.body).toMatchObject({ Id: 'Spaces-2', Slug: 'payments', IsDefault: false });
    for (const [path, name] of [
      ['lifecycles', 'Default Lifecycle'],
      ['projectgroups', 'Default Project Group'],
      ['machinepolicies', 'Default Machine Policy'],
    ]) {
      expect((await admin.get(`/api/Spaces-2/${path}`)).body.Items).toMatchObject([{ Name: name }]);
    }
  });

  it('can be renamed, and cannot be deleted while its queue runs', async () => {
    const { admin } = await newServer();
    const { body } = await admin.get('/api/spaces/Spaces-1');

    const renamed = await admin.put('/api/spaces/Spaces-1', { ...body, Name: 'Platform' });

    expect(renamed.body).toMatchObject({ Name: 'Platform', IsDefault: true });
    expect((await admin.remove('/api/spaces/Spaces-1')).body.Errors).toHaveLength(2);
  });

  it('takes everything in it with it', async () => {
    const { admin, emulator } = await newServer();
    const before = emulator.snapshot().documents;
    const space = (await admin.post('/api/spaces', { Name: 'Payments', SpaceManagersTeams: ['teams-everyone'] })).body;
    await admin.post(`/api/${space.Id}/environments`, { Name: 'Development' });
    await admin.put(`/api/spaces/${space.Id}`, { ...space, TaskQueueStopped: true });

    expect((await admin.remove(`/api/spaces/${space.Id}`)).status).toBe(200);

    const { Events: _, ...after } = emulator.snapshot().documents;
    expect(after.Environments).toBeUndefined();
    expect(after).toEqual(Object.fromEntries(Object.keys(after).map((name) => [name, before[name]])));
  });
});
