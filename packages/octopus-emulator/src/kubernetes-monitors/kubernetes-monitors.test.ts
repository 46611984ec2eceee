import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

const InstallationId = '3f2b8c9e-5d1a-4c7e-9b1f-0a2d4e6f8a10';

interface Registered {
  readonly Resource: { readonly Id: string; readonly MachineId: string };
  readonly AuthenticationToken: string | null;
}

it('a monitor is registered beside an agent, and again keeps its document', async () => {
  const { admin } = await newServer();
  const environment = (await admin.post('/api/environments', { Name: 'Production' })).body;
  const machine = { EnvironmentIds: [environment.Id] };
  const agent = {
    CommunicationStyle: 'KubernetesTentacle',
    TentacleEndpointConfiguration: { Thumbprint: 'A', Uri: 'poll://a/' },
  };
  const { Id } = (await admin.post('/api/machines', { ...machine, Name: 'agent', Endpoint: agent })).body;
  const region = { CommunicationStyle: 'None' };
  const other = (await admin.post('/api/machines', { ...machine, Name: 'region', Endpoint: region })).body;
  const path = '/api/Spaces-1/observability/kubernetes-monitors';

  const first = (await admin.post<Registered>(path, { InstallationId, MachineId: Id })).body;
  const again = (await admin.post<Registered>(path, { InstallationId, MachineId: Id })).body;
  const kept = { InstallationId, MachineId: Id, PreserveAuthenticationToken: true };
  const third = (await admin.post<Registered>(path, kept)).body;

  expect(again.Resource.Id).toBe(first.Resource.Id);
  expect(again.AuthenticationToken).not.toBe(first.AuthenticationToken);
  expect(third.AuthenticationToken).toBeNull();
  expect((await admin.get<object>(`${path}/${first.Resource.Id}`)).body).not.toHaveProperty('Resource.Token');
  expect((await admin.post(path, { InstallationId, MachineId: other.Id })).body.Errors).toEqual([
    "The machine 'region' is no Kubernetes agent.",
  ]);
  await admin.remove(`${path}/${first.Resource.Id}`);
  expect((await admin.get(`${path}/${first.Resource.Id}`)).status).toBe(404);
});
