import { exitCodes } from '@octotrain/command-line';
import type { LabContext } from './context.ts';
import type { LabLayout } from './layout.ts';
import { type ProgramEnding, runProgramOf } from './run-program-of.ts';

/** A cluster of the lab that is up. */
export interface UpCluster {
  readonly context: string;
  /** Path of a kubeconfig that has the context. */
  readonly kubeconfig: string;
}

/** Who makes the clusters. */
export type Provider = 'kwok' | 'kind' | 'existing';

/** Brings the clusters up, or finds them. */
export async function clustersUp(
  context: LabContext,
  { layout, provider }: { layout: LabLayout; provider: Provider },
): Promise<ProgramEnding & { readonly clusters: readonly UpCluster[] }> {
  const ending = await clusterCommand(context, { layout, provider, words: ['clusters', 'up', '--json'] });
  if (ending.exit !== exitCodes.done) return { ...ending, clusters: [] };
  // What `clusters up --json` prints.
  const { clusters } = JSON.parse(ending.stdout) as { clusters: readonly UpCluster[] };
  return { ...ending, clusters };
}

/** A command of `bootstrap` that is about clusters, for those of this lab. */
export function clusterCommand(
  context: LabContext,
  options: {
    layout: LabLayout;
    provider: Provider;
    words: readonly string[];
    env?: Readonly<Record<string, string>>;
  },
): Promise<ProgramEnding> {
  const { layout, provider, words, env = {} } = options;
  return runProgramOf(context, 'bootstrap', [...words, '--folder', layout.clusters, '--provider', provider], env);
}
