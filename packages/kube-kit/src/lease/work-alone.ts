import { setTimeout as wait } from 'node:timers/promises';
import { createApiClient } from '../connect/api-client.ts';
import { createConnection } from '../connect/connection.ts';
import { type Kubeconfig, loadKubeconfig } from '../connect/kubeconfig.ts';
import type { KubeResult } from '../result.ts';
import { aloneInCluster } from './alone-in-cluster.ts';

/**
 * Works at a cluster while nobody else does so under the same name, from whatever machine. Where another does, that is
 * the problem `held`, and nothing was done; a cluster that cannot be asked is a problem, too. The work's signal is raised
 * with `signal`, and when the cluster was away for so long that another may have begun.
 */
export async function workAlone<T>(
  options: {
    readonly kubeconfig: Kubeconfig;
    readonly context: string;
    /** What is done alone: `octotrain-agents`. The Lease of this name lies in kube-system. */
    readonly name: string;
    /** Who works there, for those who are told to wait; different for each who does. */
    readonly holder: string;
    readonly signal: AbortSignal;
  },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<KubeResult<T>> {
  const { kubeconfig, context, ...who } = options;
  const loaded = await loadKubeconfig({ kubeconfig, context });
  if (!loaded.ok) return loaded;
  const api = createApiClient(createConnection(loaded.value));
  return aloneInCluster({ ...who, api, now: () => new Date(), pause }, work);
}

/** Ends early, without throwing, with its signal. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
