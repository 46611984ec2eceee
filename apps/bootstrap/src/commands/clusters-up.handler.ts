import { delimiter } from 'node:path';
import process from 'node:process';
import { exitCodes } from '@octotrain/command-line';
import { clusterNamespaces, type Lab } from '@octotrain/lab-config';
import { exitOf, problemText } from '../clusters/cluster-problem.ts';
import type { ClusterWork } from '../clusters/cluster-work.ts';
import { enterFor } from '../clusters/entered-context.ts';
import { personsKubeconfig } from '../clusters/make-cluster.ts';
import { type ClusterChoice, type OpenCluster, openClusters } from '../clusters/open-clusters.ts';
import { type ClusterUp, upDocument, upText } from '../clusters/up-text.ts';
import type { BootstrapContext } from '../context.ts';
import { refuse } from './desk.ts';

/** What `clusters up` is told. */
export interface ClustersUpFlags extends ClusterChoice {
  readonly writeKubeconfig: boolean;
  readonly json: boolean;
}

/** Makes the clusters of the lab run. */
export async function up(this: BootstrapContext, flags: ClustersUpFlags, file?: string): Promise<void> {
  const opened = await openClusters(this, flags, file);
  if (!opened.ok) {
    this.setExitCode(refuse(this, opened));
    return;
  }
  const { lab, clusters, work } = opened.value;
  const startedMs = performance.now();
  const all = await Promise.all(clusters.map((open) => upWithNamespaces(this, { open, lab, work, flags })));
  const seconds = Math.round(performance.now() - startedMs) / 1000;

  if (flags.json) this.stdout.write(`${JSON.stringify(upDocument(all, seconds), null, 2)}\n`);
  else this.stdout.write(`${upText(all, this.stdout.columns ?? 80)}\n`);
  const problems = all.flatMap(({ inLab, problem }) => (problem === undefined ? [] : [{ inLab, problem }]));
  for (const { inLab, problem } of problems)
    refuse(this, { text: problemText(inLab, problem), exit: exitCodes.failed });
  if (problems.length === 0) this.stderr.write(`\nup in ${seconds.toFixed(1)} s\n${nextWords(all, flags)}\n`);
  this.setExitCode(exitOf(problems.map(({ problem }) => problem)));
}

async function upWithNamespaces(
  context: BootstrapContext,
  { open, lab, work, flags }: { open: OpenCluster; lab: Lab; work: ClusterWork; flags: ClustersUpFlags },
): Promise<ClusterUp> {
  const { inLab, cluster, folder } = open;
  const { signal, stderr } = context;
  const say = (text: string) => stderr.write(`${inLab.name}: ${text}\n`);
  const begun = await cluster.up({ signal, hear: (what) => say(`waiting for ${what}`) });
  if (!begun.ok) return { inLab, namespaces: [], problem: begun.problem };
  const { outcome, kubeconfig } = begun.value;
  const made = { inLab, outcome, kubeconfig };

  const { namespaces: wanted, untold } = clusterNamespaces(lab, inLab.name);
  for (const { project, environment, tenant, reason } of untold)
    say(`no namespace for ${project} in ${environment}${tenant === undefined ? '' : ` for ${tenant}`}: ${reason}`);
  const ensured = await work.ensureNamespaces({ kubeconfig, context: inLab.context, namespaces: wanted, signal });
  if (!ensured.ok) return { ...made, namespaces: [], problem: ensured.problem };
  if (flags.writeKubeconfig && inLab.provider !== 'existing') {
    const entered = await enterFor({ folder, kubeconfig, into: personsKubeconfig(context.env) });
    if (!entered.ok) return { ...made, namespaces: ensured.value, problem: entered.problem };
    say(`its context ${inLab.context} is in ${entered.value}`);
  }
  return { ...made, namespaces: ensured.value };
}

/** How to go on with the clusters. */
function nextWords(all: readonly ClusterUp[], flags: ClustersUpFlags): string {
  const [first] = all;
  const namespaces = `kubectl --context ${first?.inLab.context} get namespaces`;
  if (flags.writeKubeconfig || first?.inLab.provider === 'existing') return `next   ${namespaces}`;
  const paths = [...new Set(all.flatMap(({ kubeconfig }) => kubeconfig ?? []))].join(delimiter);
  const setting = process.platform === 'win32' ? `set "KUBECONFIG=${paths}"` : `export KUBECONFIG="${paths}"`;
  return `next   ${setting}\n       ${namespaces}`;
}
