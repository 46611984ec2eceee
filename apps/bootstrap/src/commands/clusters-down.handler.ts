import { rmdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { exitCodes, renderTable } from '@octotrain/command-line';
import type { DownOutcome, KubeProblem } from '@octotrain/kube-kit';
import type { LabCluster } from '@octotrain/lab-config';
import { removeStandIns } from '../agents/agent-charts.ts';
import { exitOf, problemText } from '../clusters/cluster-problem.ts';
import { leaveFor } from '../clusters/entered-context.ts';
import { type ClusterChoice, type OpenCluster, openClusters } from '../clusters/open-clusters.ts';
import type { BootstrapContext } from '../context.ts';
import { refuse } from './desk.ts';

/** What `clusters down` is told. */
export interface ClustersDownFlags extends ClusterChoice {
  readonly json: boolean;
}

interface ClusterDown {
  readonly inLab: LabCluster;
  readonly outcome?: DownOutcome;
  readonly problem?: KubeProblem;
}

/** Takes the clusters of the lab down. */
export async function down(this: BootstrapContext, flags: ClustersDownFlags, file?: string): Promise<void> {
  const opened = await openClusters(this, flags, file);
  if (!opened.ok) {
    this.setExitCode(refuse(this, opened));
    return;
  }
  const all = await Promise.all(opened.value.clusters.map((open) => takeDown(this, open)));
  await removeEmpty(opened.value.clusters);
  if (flags.json) {
    const clusters = all.map(({ inLab: { name, provider, context }, ...rest }) => ({
      name,
      provider,
      context,
      ...rest,
    }));
    this.stdout.write(`${JSON.stringify({ schema: 1, clusters }, null, 2)}\n`);
  } else {
    const columns = ['Cluster', 'Provider', 'Outcome'].map((heading) => ({ heading, narrowTo: 10 }));
    const rows = all.map(({ inLab, outcome }) => [inLab.name, inLab.provider, outcome ?? 'failed']);
    this.stdout.write(`${renderTable({ columns, rows, width: this.stdout.columns ?? 80 })}\n`);
  }
  for (const { inLab, problem } of all)
    if (problem !== undefined) refuse(this, { text: problemText(inLab, problem), exit: exitCodes.failed });
  this.setExitCode(exitOf(all.flatMap(({ problem }) => problem ?? [])));
}

async function takeDown(context: BootstrapContext, open: OpenCluster): Promise<ClusterDown> {
  const { signal, stderr } = context;
  const { inLab, folder, cluster } = open;
  const left = await leaveFor(folder);
  if (!left.ok) return { inLab, problem: left.problem };
  await removeStandIns(open);
  const gone = await cluster.down({ signal, hear: (what) => stderr.write(`${inLab.name}: waiting for ${what}\n`) });
  return gone.ok ? { inLab, outcome: gone.value.outcome } : { inLab, problem: gone.problem };
}

/** Removes the folder that the clusters share, and the program's own about it, should nothing else be in them. */
async function removeEmpty(clusters: readonly OpenCluster[]): Promise<void> {
  for (const shared of new Set(clusters.map(({ folder }) => dirname(folder)))) {
    await rmdir(shared).catch(() => undefined);
    const above = dirname(shared);
    if (basename(above) === '.octotrain') await rmdir(above).catch(() => undefined);
  }
}
