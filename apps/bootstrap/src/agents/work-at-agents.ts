import { hostname } from 'node:os';
import process from 'node:process';
import { exitCodes } from '@octotrain/command-line';
import { type AgentWish, type KubeProblem, workAlone } from '@octotrain/kube-kit';
import { exitOf, problemText } from '../clusters/cluster-problem.ts';
import { refuse, withClient } from '../commands/desk.ts';
import type { BootstrapContext } from '../context.ts';
import { type AgentChoice, type AgentCluster, openAgentClusters } from './agent-desk.ts';
import { outcomesDocument, outcomesText } from './agents-text.ts';

/** What became of the agents of one cluster, and of its driver. */
export interface AgentsDone {
  readonly driver: string | undefined;
  readonly agents: readonly { agent: AgentWish; outcome: string; problem?: KubeProblem | undefined }[];
  readonly problem?: KubeProblem | undefined;
}

/** Does something with the agents of the lab, clusters side by side, and tells what became of each. */
export async function workAtAgents(
  context: BootstrapContext,
  { flags, file }: { flags: AgentChoice & { readonly json: boolean }; file: string | undefined },
  work: (cluster: AgentCluster) => Promise<AgentsDone>,
): Promise<void> {
  const exit = await withClient(context, async (client) => {
    const opened = await openAgentClusters(context, { choice: flags, file, client });
    if (!opened.ok) return refuse(context, opened);
    const ended = await Promise.allSettled(
      opened.value.map(async (cluster) => ({ cluster, ...(await alone(cluster, work)) })),
    );
    const all = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    if (flags.json) context.stdout.write(`${JSON.stringify(outcomesDocument(all), null, 2)}\n`);
    else context.stdout.write(`${outcomesText(all, context.stdout.columns ?? 80)}\n`);
    const problems = all.flatMap(({ cluster, agents, problem }) =>
      [problem, ...agents.map((agent) => agent.problem)].flatMap((one) =>
        one === undefined ? [] : [{ cluster, one }],
      ),
    );
    for (const { cluster, one } of problems)
      refuse(context, { text: problemText(cluster.open.inLab, one), exit: exitCodes.failed });
    // Trouble with the server is told last, when nothing is under way any more.
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    return exitOf(problems.map(({ one }) => one));
  });
  context.setExitCode(exit);
}

/** One at a time works at the agents of a cluster: what another is about to install looks like something that was cut off. */
async function alone(cluster: AgentCluster, work: (cluster: AgentCluster) => Promise<AgentsDone>): Promise<AgentsDone> {
  const { agents, signal } = cluster.work;
  const held = await workAlone(
    {
      ...{ kubeconfig: { path: cluster.kubeconfig ?? '' }, context: cluster.open.inLab.context, signal },
      ...{ name: 'octotrain-agents', holder: `process ${process.pid} on ${hostname()}` },
    },
    (whileHeld) => work({ ...cluster, work: { ...cluster.work, signal: whileHeld } }),
  );
  if (held.ok) return held.value;
  const untouched = agents.map((agent) => ({ agent, outcome: 'not reached' }));
  return { driver: undefined, agents: untouched, problem: held.problem };
}
