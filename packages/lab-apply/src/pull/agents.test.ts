import type { Machine } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { agentsOf } from './agents.ts';
import { createSource } from './source.ts';

const environments = [
  { name: 'Development', description: '' },
  { name: 'Production', description: '' },
];

function machine(name: string, more: Partial<Machine> = {}): Machine {
  return {
    Id: `Machines-${name}` as Machine['Id'], // any text will do
    Name: name,
    EnvironmentIds: ['Production' as Machine['EnvironmentIds'][number]], // a name that stands for itself
    Roles: ['k8s'],
    TenantedDeploymentParticipation: 'Untenanted',
    TenantIds: [],
    TenantTags: [],
    HealthStatus: 'Healthy',
    IsDisabled: false,
    Links: {},
    MachinePolicyId: 'MachinePolicies-1' as Machine['MachinePolicyId'],
    SpaceId: 'Spaces-1' as Machine['SpaceId'],
    Endpoint: {
      CommunicationStyle: 'KubernetesTentacle',
      TentacleEndpointConfiguration: { CommunicationMode: 'Polling', Thumbprint: 'A', Uri: 'poll://k2x8w1/' },
    },
    ...more,
  };
}

function pulled(...machines: readonly Machine[]) {
  const source = createSource({ found: [], ids: [] });
  const agents = agentsOf(source, { space: 'Web Shop', machines }, { environments, tenants: [] });
  return { agents, leftOut: source.leftOut };
}

it('knows the cluster of a simulated agent by its address, and of a real one by the end of its name', () => {
  const simulated = machine('web-shop-dev', {
    Endpoint: {
      CommunicationStyle: 'KubernetesTentacle',
      TentacleEndpointConfiguration: {
        CommunicationMode: 'Polling',
        Thumbprint: 'A',
        Uri: 'poll://web-shop-dev.kind-east/',
      },
    },
  });

  const { agents } = pulled(simulated, machine('web-shop-live'));

  expect(agents.map(({ name, cluster, context }) => [name, cluster, context])).toEqual([
    ['web-shop-dev', 'east', 'kind-east'],
    ['web-shop-live', 'live', 'live'],
  ]);
  expect(agents[1]?.environments).toEqual(['Production']);
});

it('leaves out what differs from the first agent of the space, and what is no agent', () => {
  const { agents, leftOut } = pulled(
    machine('web-shop-a'),
    machine('web-shop-b', { Roles: ['other'] }),
    machine('box', { Endpoint: { CommunicationStyle: 'None' } }),
  );

  expect(agents.map(({ name }) => name)).toEqual(['web-shop-a']);
  expect(leftOut.map(({ kind, name }) => [kind, name])).toEqual([
    ['deployment target', 'box'],
    ['agent', 'web-shop-b'],
  ]);
});
