import type { Agent, Tenant } from '@octotrain/lab-config';
import type { Machine, OctopusClient } from '@octotrain/octopus-client';
import { hasTags } from './tags.ts';

/** An agent that is on the server and does not serve a tenant that it should. */
export interface AgentChange {
  readonly agent: string;
  /** What it gets: the tenant by name, or the tags that the file says it serves. */
  readonly gains: 'tenant' | 'tags';
  readonly tags: readonly string[];
  readonly machine: Machine;
}

type Client = Pick<OctopusClient, 'api' | 'space'>;

/**
 * Looks which agents of the file should serve a tenant and, as they are on the server, do not. An agent that is not
 * installed is no change: it will be told when it registers. `unserved` are environments of the tenant in which no agent
 * of the file would serve it.
 */
export async function planAgents(options: {
  client: Client;
  space: string;
  agents: readonly Agent[];
  tenant: Tenant;
  /** Undefined while the tenant is not on the server. */
  tenantId: string | undefined;
}): Promise<{ readonly changes: readonly AgentChange[]; readonly unserved: readonly string[] }> {
  const { client, agents, tenant, tenantId } = options;
  const serving = agents.filter((agent) => serves(agent, tenant));
  const environments = [...new Set(tenant.connections.flatMap((connection) => connection.environments))];
  const unserved = environments.filter((one) => !serving.some((agent) => agent.environments.includes(one)));
  if (serving.length === 0) return { changes: [], unserved };
  const space = await client.space(options.space);
  const machines = await space.machines.all();
  const changes = serving.flatMap((agent): AgentChange[] => {
    const machine = machines.find(({ Name }) => Name.toLowerCase() === agent.name.toLowerCase());
    if (machine === undefined) return [];
    const byName = tenantId !== undefined && machine.TenantIds.includes(tenantId as never); // ids are texts
    const byTag = machine.TenantTags.length > 0 && hasTags(tenant.tags, machine.TenantTags);
    if (byName || byTag) return [];
    const gains = agent.tenantTags.length > 0 ? 'tags' : 'tenant';
    return [{ agent: agent.name, gains, tags: gains === 'tags' ? agent.tenantTags : [], machine }];
  });
  return { changes, unserved };
}

/** Makes an agent serve a tenant. The machine is read again, so that what changed meanwhile stays. */
export async function serveTenant(options: {
  client: Client;
  space: string;
  change: AgentChange;
  tenantId: string;
}): Promise<void> {
  const { client, change, tenantId } = options;
  const spaceId = (await client.space(options.space)).id;
  const params = { path: { spaceId, id: change.machine.Id } };
  const { data: machine } = await client.api.GET('/api/{spaceId}/machines/{id}', { params });
  const ids = change.gains === 'tenant' ? [tenantId] : [];
  await client.api.PUT('/api/{spaceId}/machines/{id}', {
    params,
    body: {
      ...machine,
      TenantIds: [...new Set([...machine.TenantIds, ...ids])],
      TenantTags: [...new Set([...machine.TenantTags, ...change.tags])],
    },
  });
}

function serves(agent: Agent, tenant: Tenant): boolean {
  if (agent.multiTenancy === 'untenanted') return false;
  if (agent.tenantTags.length > 0) return hasTags(tenant.tags, agent.tenantTags);
  return agent.tenants.includes(tenant.name);
}
