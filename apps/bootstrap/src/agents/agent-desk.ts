import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes } from '@octotrain/command-line';
import { type AgentServer, type AgentWish, type AgentWork, agentsAtOnePlace } from '@octotrain/kube-kit';
import { agentTargets } from '@octotrain/lab-apply';
import { type Agent, agentNamespaces, type Lab } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import { type ClusterChoice, type OpenCluster, openClusters } from '../clusters/open-clusters.ts';
import type { BootstrapContext } from '../context.ts';
import { kubeconfigOf } from '../questions/running-clusters.ts';
import type { Outcome } from '../server/outcome.ts';
import { type ChartFlags, chartsFor, driverValuesOf } from './agent-charts.ts';
import { toolsFor } from './agent-tools.ts';

/** Which agents a command is about, and how they are reached. */
export interface AgentChoice extends ClusterChoice, ChartFlags {
  readonly comms?: string;
  readonly timeout?: number;
}

/** A cluster of the lab with what works at its agents. */
export interface AgentCluster {
  readonly open: OpenCluster;
  readonly kubeconfig: string | undefined;
  readonly work: AgentWork;
}

const usualWaitMs = 5 * 60_000;

/** Opens the clusters of the lab that are asked for. They have to run. */
export async function openAgentClusters(
  context: BootstrapContext,
  { choice, file, client }: { choice: AgentChoice; file: string | undefined; client: OctopusClient },
): Promise<Outcome<readonly AgentCluster[]>> {
  const opened = await openClusters(context, choice, file);
  if (!opened.ok) return opened;
  const { lab, clusters } = opened.value;
  const driverValues = await driverValuesOf(choice.driverValues, context.cwd);
  if (!driverValues.ok) return driverValues;
  const all: AgentCluster[] = [];
  for (const open of clusters) {
    const { name, context: itsContext, provider } = open.inLab;
    const found = await kubeconfigOf(open, context.signal);
    if (!found.ok) return found;
    const kubeconfig = found.value;
    const agents = agentsOn(lab, name);
    const wishes = agents.map((agent) => wishOf(agent, lab));
    const [clash] = agentsAtOnePlace(wishes);
    if (clash !== undefined) {
      const names = clash.map((agent) => `${agent.name} of ${agent.space}`).join(' and ');
      return { ok: false, text: `${names} would share a namespace on ${name}; rename one`, exit: exitCodes.usage };
    }
    const tools = await toolsFor({ kubeconfig, context: itsContext, env: context.env });
    all.push({
      ...{ open, kubeconfig },
      work: {
        ...tools,
        agents: wishes,
        server: serverFor({ client, agents, simulated: provider === 'kwok' || choice.standIn === true }),
        address: { url: serverUrl(context), commsUrl: choice.comms },
        charts: await chartsFor(open, choice, context.cwd),
        driverValues: driverValues.value,
        waitMs: choice.timeout ?? usualWaitMs,
        pause: (ms) => wait(ms, undefined, { signal: context.signal }).catch(() => undefined),
        now: () => performance.now(),
        signal: context.signal,
        hear: (what) => context.stderr.write(`${name}: ${what}\n`),
      },
    });
  }
  return { ok: true, value: all };
}

function agentsOn(lab: Lab, cluster: string): readonly Agent[] {
  return lab.spaces.flatMap(({ agents }) => agents.filter((agent) => agent.cluster === cluster));
}

/** What a cluster has to know of an agent of the lab. */
function wishOf(agent: Agent, lab: Lab): AgentWish {
  const { name, space, environments, targetTags, multiTenancy, tenants, tenantTags } = agent;
  const participations = {
    untenanted: 'Untenanted',
    tenanted: 'Tenanted',
    tenantedOrUntenanted: 'TenantedOrUntenanted',
  } as const;
  const participation = participations[multiTenancy];
  const onlyIn = agentNamespaces(lab, agent);
  return { name, space, environments, targetTags, participation, tenants, tenantTags, onlyIn };
}

function serverFor(options: { client: OctopusClient; agents: readonly Agent[]; simulated: boolean }): AgentServer {
  const { client, agents, simulated } = options;
  const targets = agentTargets({ client, simulated, now: () => new Date() });
  function inLab({ name, space }: AgentWish): Agent {
    const found = agents.find((agent) => agent.name === name && agent.space === space);
    if (found === undefined) throw new Error(`${name} is no agent of the lab`);
    return found;
  }
  return {
    mintCredential: (agent) => targets.mintCredential(inLab(agent)),
    target: (agent) => targets.target(inLab(agent)),
    removeTarget: (agent) => targets.removeTarget(inLab(agent)),
    ...(simulated ? { register: (agent: AgentWish) => targets.register(inLab(agent)) } : {}),
  };
}

function serverUrl({ env }: BootstrapContext): string {
  return env.OCTOPUS_URL ?? '';
}
