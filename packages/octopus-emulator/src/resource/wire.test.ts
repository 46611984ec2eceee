import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

/** One of everything that configuration is made of. */
async function furnished() {
  const server = await newServer();
  const { admin } = server;
  const create = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const environment = await create('/environments', { Name: 'Development' });
  await create('/lifecycles', { Name: 'L', Phases: [{ Name: 'P', AutomaticDeploymentTargets: [environment.Id] }] });
  const library = await create('/libraryvariablesets', { Name: 'Common', Templates: [{ Name: 'Region' }] });
  const project = await create('/projects', {
    Name: 'api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
    IncludedLibraryVariableSetIds: [library.Id],
    Templates: [{ Name: 'Namespace', DefaultValue: 'x' }],
  });
  const action = {
    Name: 'Run',
    ActionType: 'Octopus.Script',
    Properties: { 'Octopus.Action.Script.ScriptBody': 'ls' },
  };
  const step = { Name: 'Run', Actions: [{ ...action, Packages: [{ PackageId: 'p', FeedId: 'feeds-builtin' }] }] };
  await admin.put(`/api/deploymentprocesses/${project.DeploymentProcessId}`, { Version: 0, Steps: [step] });
  const Prompt = { Label: 'Which?', Required: true };
  await admin.put(`/api/variables/${project.VariableSetId}`, {
    Version: 0,
    Variables: [
      { Name: 'A', Value: '1', Scope: { Environment: [environment.Id] } },
      { Name: 'B', IsSensitive: true, Prompt },
    ],
  });
  const runbook = await create('/runbooks', { Name: 'Restart', ProjectId: project.Id });
  const tenant = await create('/tenants', { Name: 'Acme', ProjectEnvironments: { [project.Id]: [environment.Id] } });
  const tentacle = { CommunicationMode: 'Polling', Thumbprint: 'AB', Uri: 'poll://a.dev/' };
  await create('/machines', {
    Name: 'dev',
    EnvironmentIds: [environment.Id],
    Roles: ['k8s'],
    Endpoint: { CommunicationStyle: 'KubernetesTentacle', TentacleEndpointConfiguration: tentacle },
  });
  const Password = { HasValue: true, NewValue: 'x' };
  await create('/git-credentials', { Name: 'Git', Details: { Type: 'UsernamePassword', Username: 'u', Password } });
  const key = await admin.post('/api/users/Users-1/apikeys', { Purpose: 'test' });
  return { ...server, project, runbook, tenant, key };
}

describe('answers are what the API describes', () => {
  it.each([
    ['/api', 'Root'],
    ['/api/spaces', 'SpacePage'],
    ['/api/Spaces-1', 'SpaceRoot'],
    ['/api/users', 'UserPage'],
    ['/api/users/me', 'User'],
    ['/api/users/Users-1/permissions', 'UserPermissions'],
    ['/api/users/Users-1/apikeys', 'ApiKeyPage'],
    ['/api/teams', 'TeamPage'],
    ['/api/userroles', 'UserRolePage'],
    ['/api/scopeduserroles', 'ScopedUserRolePage'],
    ['/api/Spaces-1/environments', 'EnvironmentPage'],
    ['/api/Spaces-1/lifecycles', 'LifecyclePage'],
    ['/api/Spaces-1/projectgroups', 'ProjectGroupPage'],
    ['/api/Spaces-1/projects', 'ProjectPage'],
    ['/api/Spaces-1/channels', 'ChannelPage'],
    ['/api/Spaces-1/deploymentprocesses/deploymentprocess-Projects-1', 'DeploymentProcess'],
    ['/api/Spaces-1/variables/variableset-Projects-1', 'VariableSet'],
    ['/api/Spaces-1/variables/preview?project=Projects-1', 'VariableSet'],
    ['/api/Spaces-1/libraryvariablesets', 'LibraryVariableSetPage'],
    ['/api/Spaces-1/git-credentials', 'GitCredentialPage'],
    ['/api/Spaces-1/tenants', 'TenantPage'],
    ['/api/Spaces-1/tenants/Tenants-1/variables', 'TenantVariables'],
    ['/api/Spaces-1/machines', 'MachinePage'],
    ['/api/Spaces-1/machinepolicies', 'MachinePolicyPage'],
    ['/api/Spaces-1/runbooks', 'RunbookPage'],
    ['/api/Spaces-1/runbookProcesses/RunbookProcess-Runbooks-1', 'RunbookProcess'],
    ['/api/events', 'EventPage'],
    ['/api/nothing', 'Problem'],
  ])('%s: %s', async (path, schema) => {
    const { admin } = await furnished();

    const { body } = await admin.get(path);

    expect(deviations(schema, body)).toEqual([]);
  });

  it('where a list has something to show', async () => {
    const { admin } = await furnished();

    for (const path of ['machines', 'tenants', 'runbooks', 'channels', 'git-credentials', 'libraryvariablesets']) {
      expect([path, (await admin.get(`/api/Spaces-1/${path}`)).body.TotalResults]).toEqual([path, 1]);
    }
  });
});
