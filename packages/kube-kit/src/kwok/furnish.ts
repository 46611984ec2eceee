import { readFile, writeFile } from 'node:fs/promises';
import type { ApiClient } from '../connect/api-client.ts';
import { apiObject, applyObjects } from '../connect/apply-objects.ts';
import { podStages } from '../pods/pod-stages.ts';
import type { ClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeResult } from '../result.ts';
import { documentsOf } from './manifest-documents.ts';
import { kwokKinds } from './program-arguments.ts';
import { kindsReady } from './readiness.ts';

/**
 * Gives a control plane the nodes, and kwok what it needs: its kinds on the server, and in a file the stages that pods
 * and nodes go through. Doing so again changes nothing.
 */
export async function furnish(options: {
  api: ApiClient;
  programs: ClusterPrograms;
  nodes: readonly object[];
  /** Path of the file of stages. */
  stages: string;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<KubeResult<undefined>> {
  const { api, programs, nodes, timeoutMs, signal } = options;
  const all = documentsOf(await readFile(programs.kwokKinds, 'utf8'));
  const kinds = all.filter(({ text }) => kwokKinds.some((kind) => text.includes(`\n    kind: ${kind}\n`)));
  await writeFile(options.stages, podStages(await readFile(programs.kwokStages, 'utf8')));
  const applied = await applyObjects({ api, objects: [...kinds, ...nodes.map(apiObject)], signal });
  if (!applied.ok) return applied;
  return kindsReady(api, { names: kinds.map(({ name }) => name), timeoutMs, signal });
}
