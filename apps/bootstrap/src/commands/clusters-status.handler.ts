import { exitCodes } from '@octotrain/command-line';
import type { ClusterStatus } from '@octotrain/kube-kit';
import { problemText } from '../clusters/cluster-problem.ts';
import { type ClusterChoice, openClusters } from '../clusters/open-clusters.ts';
import { statusText } from '../clusters/status-text.ts';
import type { BootstrapContext } from '../context.ts';
import { refuse } from './desk.ts';

/** What `clusters status` is told. */
export interface ClustersStatusFlags extends ClusterChoice {
  readonly json: boolean;
}

/** Tells which clusters of the lab run. */
export async function status(this: BootstrapContext, flags: ClustersStatusFlags, file?: string): Promise<void> {
  const opened = await openClusters(this, flags, file);
  if (!opened.ok) {
    this.setExitCode(refuse(this, opened));
    return;
  }
  const { signal } = this;
  const looks = await Promise.all(
    opened.value.clusters.map(async ({ inLab, cluster }) => ({ inLab, look: await cluster.status({ signal }) })),
  );
  const seen: ClusterStatus[] = [];
  let isWell = true;
  for (const { inLab, look } of looks) {
    if (look.ok) seen.push(look.value);
    else refuse(this, { text: problemText(inLab, look.problem), exit: exitCodes.failed });
    isWell &&= look.ok && look.value.state !== 'broken';
  }
  const now = this.clock?.now() ?? Date.now();
  if (flags.json) this.stdout.write(`${JSON.stringify({ schema: 1, clusters: seen }, null, 2)}\n`);
  else if (seen.length > 0) this.stdout.write(`${statusText(seen, { width: this.stdout.columns ?? 80, now })}\n`);
  this.setExitCode(isWell ? exitCodes.done : exitCodes.failed);
}
