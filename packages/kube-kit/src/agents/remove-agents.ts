import { removeNfsDriver } from '../csi/nfs-driver.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type AgentWish, agentNamespacePrefix, agentPlace } from './agent-wish.ts';
import type { AgentWork } from './agent-work.ts';

/** What became of a cluster's agents. */
export interface RemovedAgents {
  readonly agents: readonly RemovedAgent[];
  /** Whether the NFS driver went, too. */
  readonly driver: 'removed' | 'left';
  readonly problem?: KubeProblem | undefined;
}

/** What became of one. */
export interface RemovedAgent {
  readonly agent: AgentWish;
  readonly outcome: 'removed' | 'was absent' | 'failed';
  readonly problem?: KubeProblem | undefined;
}

type Removing = Pick<AgentWork, 'helm' | 'kubectl' | 'server' | 'agents' | 'waitMs' | 'signal' | 'hear'>;

/**
 * Takes agents away, side by side: their releases, their namespaces with all that is in them, their targets on the server; and the
 * driver, when no agent is left in the cluster and it was installed for them. What is gone already is no failure.
 */
export async function removeAgents(work: Removing): Promise<RemovedAgents> {
  const agents = await Promise.all(work.agents.map((agent) => removed(work, agent)));
  if (agents.some(({ outcome }) => outcome === 'failed')) return { agents, driver: 'left' };
  const driver = await removeDriver(work);
  if (!driver.ok) return { agents, driver: 'left', problem: driver.problem };
  return { agents, driver: driver.value ? 'removed' : 'left' };
}

async function removed(work: Removing, agent: AgentWish): Promise<RemovedAgent> {
  work.hear(agent.name);
  const gone = await remove(work, agent);
  if (!gone.ok) return { agent, outcome: 'failed', problem: gone.problem };
  return { agent, outcome: gone.value ? 'removed' : 'was absent' };
}

async function remove(work: Removing, agent: AgentWish): Promise<KubeResult<boolean>> {
  const { helm, kubectl, server, waitMs, signal } = work;
  const place = agentPlace(agent);
  const status = await helm.status(place, { signal });
  if (!status.ok) return status;
  const namespace = await kubectl.get({ resource: 'namespace', name: place.namespace }, { signal });
  if (!namespace.ok) return namespace;
  const gone = await helm.uninstall({ ...place, wait: true, waitMs }, { signal });
  if (!gone.ok) return gone;
  const deleted = await kubectl.delete({ resource: 'namespace', name: place.namespace }, { signal });
  if (!deleted.ok) return deleted;
  const target = await server.removeTarget(agent);
  return { ok: true, value: status.value !== undefined || namespace.value !== undefined || target };
}

async function removeDriver({ helm, waitMs, signal }: Removing): Promise<KubeResult<boolean>> {
  const releases = await helm.list({}, { signal });
  if (!releases.ok) return releases;
  if (releases.value.some(({ namespace }) => namespace.startsWith(agentNamespacePrefix)))
    return { ok: true, value: false };
  return removeNfsDriver({ helm, waitMs, signal });
}
