import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type State } from '@octotrain/octopus-emulator';
import { environmentName, projectName, spaceName } from './names.ts';

export function tenantNames(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `Tenant ${String(at + 1).padStart(3, '0')}`);
}

/** A space with one project of one step that runs on the server, and a hundred tenants of it. */
export async function makeWorld(): Promise<State> {
  const emulator = await createEmulator({ speed: 1000 });
  const { api } = createOctopusClient({
    url: 'http://octopus.invalid',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    fetch: (request) => emulator.fetch(request),
  });
  const { data: me } = await api.GET('/api/users/me');
  const { data: space } = await api.POST('/api/spaces', {
    body: { Name: spaceName, SpaceManagersTeamMembers: [me.Id], SpaceManagersTeams: [] },
  });
  const path = { spaceId: space.Id };
  const { data: environment } = await api.POST('/api/{spaceId}/environments', {
    params: { path },
    body: { Name: environmentName },
  });
  const { data: lifecycles } = await api.GET('/api/{spaceId}/lifecycles', { params: { path } });
  const { data: groups } = await api.GET('/api/{spaceId}/projectgroups', { params: { path } });
  const [lifecycle, group] = [lifecycles.Items[0], groups.Items[0]];
  if (!lifecycle || !group) throw new Error('a new space has a lifecycle and a project group');
  const { data: project } = await api.POST('/api/{spaceId}/projects', {
    params: { path },
    body: {
      Name: projectName,
      LifecycleId: lifecycle.Id,
      ProjectGroupId: group.Id,
      TenantedDeploymentMode: 'TenantedOrUntenanted',
    },
  });
  const at = { ...path, id: project.DeploymentProcessId };
  const { data: process } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path: at } });
  await api.PUT('/api/{spaceId}/deploymentprocesses/{id}', {
    params: { path: at },
    body: { ...process, Steps: [serverStep] },
  });
  for (const Name of tenantNames(100)) {
    await api.POST('/api/{spaceId}/tenants', {
      params: { path },
      body: { Name, ProjectEnvironments: { [project.Id]: [environment.Id] } },
    });
  }
  const state = emulator.snapshot();
  await emulator.close();
  return state;
}

const serverStep = {
  Name: 'Say',
  Actions: [
    {
      Name: 'Say',
      ActionType: 'Octopus.Script',
      Properties: {
        'Octopus.Action.RunOnServer': 'True',
        'Octopus.Action.Script.ScriptSource': 'Inline',
        'Octopus.Action.Script.Syntax': 'Bash',
        'Octopus.Action.Script.ScriptBody': 'echo "#{Octopus.Deployment.Tenant.Name}"',
      },
    },
  ],
};
