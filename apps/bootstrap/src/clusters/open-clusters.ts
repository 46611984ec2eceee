import { join, resolve } from 'node:path';
import { exitCodes } from '@octotrain/command-line';
import type { ClusterProviderName, LocalCluster } from '@octotrain/kube-kit';
import { type Lab, type LabCluster, slugOf } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import { readLab } from '../file/read-lab.ts';
import type { Outcome } from '../server/outcome.ts';
import { type ClusterWork, clustersHere } from './cluster-work.ts';

/** Which clusters a command is about. */
export interface ClusterChoice {
  readonly cluster?: readonly string[];
  readonly provider?: ClusterProviderName;
  readonly folder?: string;
}

/** A cluster of the lab, ready to be worked at. */
export interface OpenCluster {
  readonly inLab: LabCluster;
  readonly folder: string;
  readonly cluster: LocalCluster;
}

/** The lab, its clusters and what works at them. */
export interface OpenClusters {
  readonly lab: Lab;
  readonly clusters: readonly OpenCluster[];
  readonly work: ClusterWork;
}

/** Reads the lab file and opens the clusters that are asked for; nothing is asked of them yet. */
export async function openClusters(
  context: BootstrapContext,
  choice: ClusterChoice,
  file: string | undefined,
): Promise<Outcome<OpenClusters>> {
  const read = await readLab({ file, cwd: context.cwd });
  if (!read.ok) return read;
  const { lab, clusters: all } = read.value;
  const usage = (text: string) => ({ ok: false, text, exit: exitCodes.usage }) as const;
  if (all.length === 0) return usage(`the lab ${lab.name} has no clusters`);
  const unknown = choice.cluster?.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(', ');
    return usage(`the lab has no cluster ${unknown}; its clusters: ${known}`);
  }
  const chosen = all.filter(({ name }) => choice.cluster?.includes(name) ?? true);
  const work = context.clusterWork ?? clustersHere;
  const root = resolve(context.cwd, choice.folder ?? join('.octotrain', 'clusters'));
  const opened = chosen.map((one) => {
    const inLab = { ...one, provider: choice.provider ?? one.provider };
    const { name, context: itsContext, provider } = inLab;
    const folder = join(root, slugOf(name));
    return {
      inLab,
      folder,
      cluster: work.makeCluster({ name, context: itsContext, provider, folder, env: context.env }),
    };
  });
  if (new Set(opened.map(({ folder }) => folder)).size < opened.length)
    return usage('two clusters of the lab have names that no folders can tell apart; rename one');
  return { ok: true, value: { lab, clusters: opened, work } };
}
