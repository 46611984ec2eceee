import { readFile } from 'node:fs/promises';
import type { ApiClient } from '../connect/api-client.ts';
import { apiObject, applyObjects } from '../connect/apply-objects.ts';
import { podStages } from '../pods/pod-stages.ts';
import type { ClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeResult } from '../result.ts';
import { documentsOf } from './manifest-documents.ts';
import { kindsReady } from './readiness.ts';

/**
 * Gives a control plane what kwok needs: its kinds, the stages that pods and nodes go through, and the nodes. Doing so
 * again changes nothing.
 */
export async function furnish(options: {
  api: ApiClient;
  programs: ClusterPrograms;
  nodes: readonly object[];
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<KubeResult<undefined>> {
  const { api, programs, nodes, timeoutMs, signal } = options;
  const kinds = documentsOf(await readFile(programs.kwokKinds, 'utf8'));
  // The library that it takes is loaded while the server works.
  const stages = readFile(programs.kwokStages, 'utf8').then(podStages);
  stages.catch(() => undefined);
  const made = await applyObjects({ api, objects: [...kinds, ...nodes.map(apiObject)], signal });
  if (!made.ok) return made;
  const ready = await kindsReady(api, { names: kinds.map(({ name }) => name), timeoutMs, signal });
  if (!ready.ok) return ready;
  const applied = await applyObjects({ api, objects: documentsOf(await stages), signal });
  return applied.ok ? { ok: true, value: undefined } : applied;
}
