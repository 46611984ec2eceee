import { type Cluster, openCluster } from '@octotrain/kube-kit';
import type { TestCluster } from './test-cluster.ts';

/** A test cluster as kube-kit sees it. */
export async function opened(on: TestCluster): Promise<Cluster> {
  const found = await openCluster({ kubeconfig: { path: on.kubeconfig } });
  if (!found.ok) throw new Error(found.problem.message);
  return found.cluster;
}
