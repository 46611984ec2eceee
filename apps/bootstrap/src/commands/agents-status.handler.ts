import { exitCodes } from '@octotrain/command-line';
import { agentNamespacePrefix, agentsStatus, type KubeProblem, openCluster } from '@octotrain/kube-kit';
import { type AgentChoice, type AgentCluster, openAgentClusters } from '../agents/agent-desk.ts';
import { type Seen, statusDocument, statusText } from '../agents/agents-text.ts';
import { exitOf, problemText } from '../clusters/cluster-problem.ts';
import type { BootstrapContext } from '../context.ts';
import { refuse, withClient } from './desk.ts';

/** What `agents status` is told. */
export interface AgentsStatusFlags extends AgentChoice {
  readonly json: boolean;
}

/** Tells how the agents of the lab are. */
export async function status(this: BootstrapContext, flags: AgentsStatusFlags, file?: string): Promise<void> {
  const exit = await withClient(this, async (client) => {
    const opened = await openAgentClusters(this, { choice: flags, file, client });
    if (!opened.ok) return refuse(this, opened);
    const looks = await Promise.all(opened.value.map((cluster) => lookAt(cluster, this.signal)));
    const seen = looks.flatMap((look) => ('problem' in look ? [] : [look]));
    if (flags.json) this.stdout.write(`${JSON.stringify(statusDocument(seen), null, 2)}\n`);
    else this.stdout.write(`${statusText(seen, this.stdout.columns ?? 80)}\n`);
    const problems = looks.flatMap((look) => ('problem' in look ? [look] : []));
    for (const { cluster, problem } of problems)
      refuse(this, { text: problemText(cluster.open.inLab, problem), exit: exitCodes.failed });
    if (problems.length > 0) return exitOf(problems.map(({ problem }) => problem));
    return seen.every(({ agents }) => agents.every(({ isRight }) => isRight)) ? exitCodes.done : exitCodes.failed;
  });
  this.setExitCode(exit);
}

async function lookAt(
  cluster: AgentCluster,
  signal: AbortSignal,
): Promise<Seen | { cluster: AgentCluster; problem: KubeProblem }> {
  const agents = await agentsStatus(cluster.work);
  if (!agents.ok) return { cluster, problem: agents.problem };
  const taken = await footprintOf(cluster, signal);
  if (!taken.ok) return { cluster, problem: taken.problem };
  const footprint = new Map(taken.value.owners.map(({ owner, ...row }) => [`${agentNamespacePrefix}${owner}`, row]));
  return { cluster, agents: agents.value, footprint };
}

async function footprintOf({ open, kubeconfig }: AgentCluster, signal: AbortSignal) {
  const { context } = open.inLab;
  const opened = await openCluster({ kubeconfig: { path: kubeconfig ?? '' }, context });
  if (!opened.ok) return opened;
  const owners = [{ namespacePattern: `${agentNamespacePrefix}{owner}` }];
  return opened.cluster.footprint({ owners, signal });
}
