import { subscribe } from 'node:diagnostics_channel';
import type { Cluster } from '@octotrain/kube-kit';

/** What an answer comes to, for comparing the sides, and the requests that it took. */
export interface Found {
  /** How many pods there are, or the names of what has drifted. */
  readonly found: number | readonly string[];
  readonly requests: number;
}

let requests = 0;
subscribe('http.client.request.start', () => {
  requests++;
});

/** Asks for the footprint, or for drift where there is a manifest. */
export async function askCluster(cluster: Cluster, manifest?: string): Promise<Found> {
  const before = requests;
  const found = manifest === undefined ? await footprintPods(cluster) : await driftedNames(cluster, manifest);
  return { found, requests: requests - before };
}

/** The pods of everybody. */
async function footprintPods(cluster: Cluster): Promise<number> {
  const found = await cluster.footprint({ owners: [{ namespaceLabel: 'team' }] });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value.total.pods + found.value.others.pods;
}

async function driftedNames(cluster: Cluster, manifest: string): Promise<readonly string[]> {
  const found = await cluster.drift({ desired: { namespace: 'default', manifest } });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value.objects.filter(({ state }) => state !== 'same').map(({ name }) => name);
}
