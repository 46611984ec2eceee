import type { Agent } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import { registerAgent } from './register-agents.ts';
import { isSameEndpoint, simulatedEndpoint } from './simulated-agent.ts';

/** What whoever installs agents in clusters needs of the server. Throws OctopusErrors. */
export interface AgentTargets {
  /**
   * An API key of the caller's, good for an hour at most, by which an agent registers. [docs] It is told once, and must
   * go nowhere but into the agent.
   */
  mintCredential(agent: Agent): Promise<{ readonly apiKey: string; revoke(): Promise<void> }>;
  /** An agent's target and whether it leads to this very agent; undefined when there is none of the name. */
  target(agent: Agent): Promise<{ readonly health: string; readonly isThis: boolean } | undefined>;
  /** Takes an agent's target away; false when there was none. */
  removeTarget(agent: Agent): Promise<boolean>;
  /** Sends what the agent would, where its pods run nothing. */
  register(agent: Agent): Promise<void>;
}

const hourMs = 3_600_000;

/** The targets of a lab's agents on a server. */
export function agentTargets(options: {
  client: Pick<OctopusClient, 'api' | 'space'>;
  /** Whether agents are registered by `register` rather than by themselves. */
  simulated: boolean;
  now: () => Date;
}): AgentTargets {
  const { client, simulated, now } = options;
  const { api } = client;

  async function machineOf({ space: name, name: agent }: Agent) {
    const space = await client.space(name);
    const { data } = await api.GET('/api/{spaceId}/machines', {
      params: { path: { spaceId: space.id }, query: { name: agent } },
    });
    const machine = data.Items.find(({ Name }) => Name.toLowerCase() === agent.toLowerCase());
    return { spaceId: space.id, machine };
  }

  return {
    async mintCredential(agent) {
      const { data: me } = await api.GET('/api/users/me');
      const path = { userId: me.Id };
      const { data: key } = await api.POST('/api/users/{userId}/apikeys', {
        params: { path },
        body: {
          Purpose: `octotrain: the agent ${agent.name} registers`,
          Expires: new Date(now().getTime() + hourMs).toISOString(),
        },
      });
      return {
        apiKey: key.ApiKey,
        async revoke() {
          await api.DELETE('/api/users/{userId}/apikeys/{id}', { params: { path: { ...path, id: key.Id } } });
        },
      };
    },

    async target(agent) {
      const { machine } = await machineOf(agent);
      if (machine === undefined) return undefined;
      const isThis = !simulated || isSameEndpoint(machine.Endpoint, simulatedEndpoint(agent));
      return { health: machine.HealthStatus ?? 'Unknown', isThis };
    },

    async removeTarget(agent) {
      const { spaceId, machine } = await machineOf(agent);
      if (machine === undefined) return false;
      await api.DELETE('/api/{spaceId}/machines/{id}', { params: { path: { spaceId, id: machine.Id } } });
      return true;
    },

    async register(agent) {
      await registerAgent(client, agent);
    },
  };
}
