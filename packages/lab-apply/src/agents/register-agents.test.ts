import { expect, it } from 'vitest';
import { applyLab } from '../apply/apply-lab.ts';
import { finpay, startLabServer } from '../testing/lab-server.ts';
import { someSecrets, wholeLab } from '../testing/whole-lab.ts';
import { registerAgents } from './register-agents.ts';

const lab = finpay();

it('registers six agents, each naming its cluster, and nothing the second time', async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab });
  const before = server.writes().length;

  const first = await registerAgents({ client: server.client, lab, simulated: true });
  const second = await registerAgents({ client: server.client, lab, simulated: true });

  expect(first.map(({ agent, outcome }) => [agent.name, outcome])).toEqual([
    ['platform-dev', 'registered'],
    ['platform-prod', 'registered'],
    ['payments-dev', 'registered'],
    ['payments-prod', 'registered'],
    ['merchants-dev', 'registered'],
    ['merchants-prod', 'registered'],
  ]);
  expect(second.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
  expect(server.writes().length - before).toBe(6);

  const merchants = await server.client.space('Merchants');
  const machine = await merchants.machines.get('merchants-dev');
  expect(machine).toMatchObject({
    Roles: ['merchants-k8s'],
    TenantedDeploymentParticipation: 'TenantedOrUntenanted',
    Endpoint: {
      CommunicationStyle: 'KubernetesTentacle',
      TentacleEndpointConfiguration: {
        Uri: 'poll://merchants-dev.kind-finpay-dev/',
        Thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
      },
    },
  });
  expect(machine).toMatchObject({ TenantIds: [], TenantTags: ['Hosting/Shared-K8s'] });
});

it('replaces the endpoint of an agent that was installed anew, and nothing else of it', async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab });
  await registerAgents({ client: server.client, lab });
  const space = await server.client.space('Payments');
  const machine = await space.machines.get('payments-dev');
  const Endpoint = structuredClone(machine.Endpoint);
  if (Endpoint.TentacleEndpointConfiguration) Endpoint.TentacleEndpointConfiguration.Uri = 'poll://old/';
  const params = { path: { spaceId: space.id, id: machine.Id } };
  const body = { ...machine, Roles: ['by-hand'], Endpoint };
  await server.client.api.PUT('/api/{spaceId}/machines/{id}', { params, body });

  const again = await registerAgents({ client: server.client, lab });

  const { data } = await server.client.api.GET('/api/{spaceId}/machines/{id}', { params });
  expect(again.filter(({ outcome }) => outcome !== 'unchanged')).toMatchObject([{ outcome: 'endpoint replaced' }]);
  expect(data.Roles).toEqual(['by-hand']);
  expect(data.Endpoint.TentacleEndpointConfiguration?.Uri).toBe('poll://payments-dev.kind-finpay-dev/');
});

it('registers agents that serve tenants by their tags, and no others by name', async () => {
  const tagged = wholeLab();
  const server = await startLabServer();
  await applyLab({ client: server.client, lab: tagged, secrets: someSecrets });

  await registerAgents({ client: server.client, lab: tagged });

  const shop = await server.client.space('Shop');
  const machines = await shop.machines.all();
  expect(
    machines.map(({ Name, TenantTags, TenantIds, TenantedDeploymentParticipation }) => ({
      Name,
      TenantTags,
      TenantIds,
      TenantedDeploymentParticipation,
    })),
  ).toEqual(
    ['shop-dev', 'shop-prod'].map((Name) => ({
      Name,
      TenantTags: ['Hosting/Shared', 'Region/EU'],
      TenantIds: [],
      TenantedDeploymentParticipation: 'TenantedOrUntenanted',
    })),
  );
});
