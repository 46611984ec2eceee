import { exactChart } from '../charts/chart-source.ts';
import { type DriverOutcome, ensureNfsDriver } from '../csi/nfs-driver.ts';
import type { Recovery } from '../helm/recovery.ts';
import { isPending } from '../helm/release.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { agentValues, sameValues, withCredential } from './agent-values.ts';
import { type AgentWish, agentPlace } from './agent-wish.ts';
import type { AgentResult, AgentWork } from './agent-work.ts';
import { type AgentFound, isWell, judgeAgent } from './judge-agent.ts';

/** What became of a cluster's driver and agents. */
export interface InstalledAgents {
  readonly driver: DriverOutcome | undefined;
  readonly agents: readonly AgentResult[];
  /** What the driver failed by. */
  readonly problem?: KubeProblem | undefined;
}

const lookEveryMs = 500;
/** How long what is pending may go on: a helm whose parent was killed may still be about to end. */
const settleMs = 10_000;

/**
 * Makes sure that a cluster has the NFS driver and its agents: each of them healthy before the next is begun, so that a
 * wrong one stops before there are six. What is right is left alone; what was cut off is mended. The credential of an
 * agent is minted just before its chart is installed and revoked as soon as it is healthy, or has failed.
 */
export async function installAgents(work: AgentWork): Promise<InstalledAgents> {
  const { helm, kubectl, charts, driverValues, waitMs, signal, agents, hear } = work;
  const unreachable = outOfReach(work);
  if (unreachable !== undefined) return { driver: undefined, agents: agents.map(notReached), problem: unreachable };
  hear('the NFS driver');
  const driver = await ensureNfsDriver({
    ...{ helm, kubectl, source: charts.driver, values: driverValues, waitMs, signal },
  });
  if (!driver.ok) return { driver: undefined, agents: agents.map(notReached), problem: driver.problem };
  const results: AgentResult[] = [];
  for (const agent of agents) {
    if (results.some(({ problem }) => problem !== undefined)) {
      results.push(notReached(agent));
      continue;
    }
    const done = await install(work, agent);
    results.push(done.ok ? { agent, outcome: done.value } : { agent, outcome: 'failed', problem: done.problem });
  }
  return { driver: driver.value, agents: results };
}

/** Why agents that register themselves could not reach the server from a pod. */
function outOfReach({ server, address }: AgentWork): KubeProblem | undefined {
  const { hostname } = new URL(address.url);
  if (server.register !== undefined || !/^(localhost|127\..*|\[::1\])$/.test(hostname)) return undefined;
  return {
    code: 'invalid-request',
    message: `agents in the cluster cannot reach ${address.url}, which is an address of this machine for itself`,
    hint: 'give the server an address that pods can reach, or have stand-ins installed',
  };
}

function notReached(agent: AgentWish): AgentResult {
  return { agent, outcome: 'not reached' };
}

async function install(work: AgentWork, agent: AgentWish): Promise<KubeResult<AgentResult['outcome']>> {
  work.hear(agent.name);
  const found = await lookWhenSettled(work, agent);
  if (!found.ok) return found;
  const deed = judgeAgent(found.value);
  if (deed.kind === 'nothing') return { ok: true, value: 'unchanged' };
  if (deed.kind === 'register' && work.server.register !== undefined) {
    await work.server.register(agent);
    const well = await healthy(work, agent);
    return well.ok ? { ok: true, value: 'registered' } : well;
  }
  if (deed.kind === 'mend') {
    const mended = await recover(work, { agent, recovery: deed.recovery });
    if (!mended.ok) return mended;
  }
  const credential = await work.server.mintCredential(agent);
  try {
    const released = await release(work, { agent, apiKey: credential.apiKey });
    if (!released.ok) return released;
    await work.server.register?.(agent);
    const well = await healthy(work, agent);
    if (!well.ok) return well;
  } finally {
    await credential.revoke();
  }
  const outcomes = { install: 'installed', upgrade: 'upgraded', mend: 'mended', register: 'registered' } as const;
  return { ok: true, value: outcomes[deed.kind] };
}

async function lookWhenSettled(work: AgentWork, agent: AgentWish): Promise<KubeResult<AgentFound>> {
  const until = work.now() + settleMs;
  for (;;) {
    const found = await lookAt(work, agent);
    const latest = found.ok ? found.value.history.at(-1) : undefined;
    const isUnderWay = latest !== undefined && isPending(latest.state);
    if (!isUnderWay || work.now() >= until || work.signal.aborted) return found;
    await work.pause(lookEveryMs);
  }
}

/** Reads what is there of an agent, in the cluster and on the server. */
export async function lookAt(
  work: Pick<AgentWork, 'helm' | 'server' | 'address' | 'charts' | 'signal'>,
  agent: AgentWish,
): Promise<KubeResult<AgentFound>> {
  const { helm, server, address, charts, signal } = work;
  const place = agentPlace(agent);
  const [history, target] = await Promise.all([helm.history(place, { signal }), server.target(agent)]);
  if (!history.ok) return history;
  const latest = history.value.at(-1);
  if (latest?.state !== 'deployed') return { ok: true, value: { history: history.value, asWished: false, target } };
  const live = await helm.values(place, { signal });
  if (!live.ok) return live;
  const chart = exactChart(charts.agent);
  const asWished =
    sameValues(agentValues(agent, address), live.value) && (chart === undefined || chart === latest.chart);
  return { ok: true, value: { history: history.value, asWished, target } };
}

async function recover(
  { helm, waitMs, signal, hear }: AgentWork,
  { agent, recovery }: { agent: AgentWish; recovery: Recovery },
): Promise<KubeResult<void>> {
  hear(`${agent.name}: an installation was cut off; it is mended`);
  const place = agentPlace(agent);
  if (recovery.kind === 'rollback') return helm.rollback({ ...place, revision: recovery.revision }, { signal });
  return helm.uninstall({ ...place, wait: true, waitMs }, { signal });
}

async function release(
  { helm, charts, address, waitMs, signal }: AgentWork,
  { agent, apiKey }: { agent: AgentWish; apiKey: string },
): Promise<KubeResult<unknown>> {
  const { chart, repository, version } = charts.agent;
  const values = withCredential(agentValues(agent, address), apiKey);
  return helm.upgrade(
    {
      ...{ ...agentPlace(agent), chart, repository, version, values: [{ inline: values }] },
      ...{ createNamespace: true, wait: true, waitMs, description: 'installed by octotrain' },
    },
    { signal, secrets: [apiKey] },
  );
}

async function healthy(work: AgentWork, agent: AgentWish): Promise<KubeResult<void>> {
  const { server, waitMs, pause, now, signal } = work;
  const until = now() + waitMs;
  for (;;) {
    const target = await server.target(agent);
    if (isWell(target)) return { ok: true, value: undefined };
    if (signal.aborted) return { ok: false, problem: { code: 'aborted', message: `${agent.name} was given up` } };
    if (now() >= until) {
      const seconds = Math.round(waitMs / 1000);
      const state = target === undefined ? 'is not registered' : `is ${target.health}`;
      const message = `the agent ${agent.name} of ${agent.space} ${state} after ${seconds} s`;
      const { namespace } = agentPlace(agent);
      const hint = `look at its log: kubectl logs -n ${namespace} deployment/octopus-agent-tentacle`;
      return { ok: false, problem: { code: 'timeout', message, hint } };
    }
    await pause(lookEveryMs);
  }
}
