import { exitCodes } from '@octotrain/command-line';
import { type Cluster, type KubeProblem, type KubeResult, openCluster } from '@octotrain/kube-kit';
import type { Lab } from '@octotrain/lab-config';
import { exitOf, problemText } from '../clusters/cluster-problem.ts';
import { type ClusterChoice, type OpenCluster, openClusters } from '../clusters/open-clusters.ts';
import { refuse } from '../commands/desk.ts';
import type { BootstrapContext } from '../context.ts';
import type { Outcome } from '../server/outcome.ts';

/** A cluster of the lab that runs, and the way to it. */
export interface RunningCluster {
  readonly open: OpenCluster;
  readonly lab: Lab;
  readonly kubeconfig: string | undefined;
  readonly cluster: Cluster;
}

/** The kubeconfig of a cluster of the lab, which has to run. */
export async function kubeconfigOf(
  { inLab, cluster }: OpenCluster,
  signal: AbortSignal,
): Promise<Outcome<string | undefined>> {
  const status = await cluster.status({ signal });
  if (!status.ok) return { ok: false, text: problemText(inLab, status.problem), exit: exitCodes.unreachable };
  if (status.value.state === 'running') return { ok: true, value: status.value.kubeconfig };
  const text = `the cluster ${inLab.name} is ${status.value.state}\nstart it with: pnpm bootstrap clusters up`;
  return { ok: false, text, exit: exitCodes.failed };
}

/**
 * Asks the clusters of the lab, side by side, and hands on what those have answered that could. Each problem is told;
 * the gravest decides how the command ends, unless `done` knows worse.
 */
export async function askClusters<Answer>(
  context: BootstrapContext,
  options: {
    choice: ClusterChoice;
    file: string | undefined;
    ask: (cluster: RunningCluster) => Promise<KubeResult<Answer>>;
    /** Tells the answers; gives whether there is nothing amiss. */
    tell: (answers: readonly { readonly at: RunningCluster; readonly answer: Answer }[]) => boolean;
  },
): Promise<void> {
  const opened = await openClusters(context, options.choice, options.file);
  if (!opened.ok) {
    context.setExitCode(refuse(context, opened));
    return;
  }
  const { lab, clusters } = opened.value;
  const running: RunningCluster[] = [];
  const problems: KubeProblem[] = [];
  for (const open of clusters) {
    const kubeconfig = await kubeconfigOf(open, context.signal);
    if (!kubeconfig.ok) {
      context.setExitCode(refuse(context, kubeconfig));
      return;
    }
    const way = await openCluster({ kubeconfig: { path: kubeconfig.value ?? '' }, context: open.inLab.context });
    if (way.ok) running.push({ open, lab, kubeconfig: kubeconfig.value, cluster: way.cluster });
    else complain(open, way.problem);
  }
  const asked = await Promise.all(running.map(async (at) => ({ at, found: await options.ask(at) })));
  const isWell = options.tell(asked.flatMap(({ at, found }) => (found.ok ? [{ at, answer: found.value }] : [])));
  for (const { at, found } of asked) if (!found.ok) complain(at.open, found.problem);
  context.setExitCode(problems.length > 0 ? exitOf(problems) : isWell ? exitCodes.done : exitCodes.failed);

  function complain(open: OpenCluster, problem: KubeProblem): void {
    problems.push(problem);
    refuse(context, { text: problemText(open.inLab, problem), exit: exitCodes.failed });
  }
}
