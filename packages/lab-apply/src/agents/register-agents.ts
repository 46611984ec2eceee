import type { Agent, Lab } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import { tenantedMode } from '../kinds/words.ts';
import { eachBounded } from '../read/bounded.ts';
import { isSameEndpoint, simulatedEndpoint } from './simulated-agent.ts';

/** What became of one agent. */
export interface RegisteredAgent {
  readonly agent: Agent;
  readonly machineId: string;
  readonly outcome: 'registered' | 'endpoint replaced' | 'unchanged';
}

/** How many agents register at once. */
const atOnce = 6;

/**
 * Sends what the lab's Kubernetes agents would send over REST when they register. A name that is there already keeps
 * its environments, tags and tenants: only its endpoint is replaced, and only when it differs. [client] Throws an
 * OctopusError when a space, environment or tenant of an agent is not on the server: apply the lab first.
 */
export async function registerAgents(options: {
  client: Pick<OctopusClient, 'api' | 'space'>;
  lab: Lab;
  /** Real agents register themselves, from their clusters. */
  simulated?: true;
  onProgress?: (registered: RegisteredAgent) => void;
}): Promise<readonly RegisteredAgent[]> {
  const { client, lab, onProgress } = options;
  const agents = lab.spaces.flatMap((space) => space.agents);
  return eachBounded(agents, atOnce, async (agent) => {
    const registered = await registerAgent(client, agent);
    onProgress?.(registered);
    return registered;
  });
}

/** Registers one agent; see {@link registerAgents}. */
export async function registerAgent(
  client: Pick<OctopusClient, 'api' | 'space'>,
  agent: Agent,
): Promise<RegisteredAgent> {
  const { api } = client;
  await api.GET('/api');
  const space = await client.space(agent.space);
  const spaceId = space.id;
  const policies = await space.machinePolicies.all();
  const environments = await Promise.all(agent.environments.map((name) => space.environments.get(name)));
  const tenants = await Promise.all(agent.tenants.map((name) => space.tenants.get(name)));
  const Endpoint = simulatedEndpoint(agent);

  const { data } = await api.GET('/api/{spaceId}/machines', {
    params: { path: { spaceId }, query: { name: agent.name } },
  });
  const known = data.Items.find(({ Name }) => Name.toLowerCase() === agent.name.toLowerCase());
  if (known !== undefined) {
    if (isSameEndpoint(known.Endpoint, Endpoint)) return { agent, machineId: known.Id, outcome: 'unchanged' };
    const params = { path: { spaceId, id: known.Id } };
    await api.PUT('/api/{spaceId}/machines/{id}', { params, body: { ...known, Endpoint } });
    return { agent, machineId: known.Id, outcome: 'endpoint replaced' };
  }

  const policy = policies.find(({ IsDefault }) => IsDefault) ?? policies[0];
  const created = await api.POST('/api/{spaceId}/machines', {
    params: { path: { spaceId } },
    body: {
      Name: agent.name,
      EnvironmentIds: environments.map(({ Id }) => Id),
      Roles: [...agent.targetTags],
      TenantedDeploymentParticipation: tenantedMode(agent.multiTenancy),
      TenantIds: tenants.map(({ Id }) => Id),
      TenantTags: [...agent.tenantTags],
      ...(policy === undefined ? {} : { MachinePolicyId: policy.Id }),
      Endpoint,
    },
  });
  return { agent, machineId: created.data.Id, outcome: 'registered' };
}
