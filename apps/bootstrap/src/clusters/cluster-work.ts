import {
  type EnsuredNamespace,
  ensureNamespaces,
  type KubeResult,
  type LocalCluster,
  type WantedNamespace,
} from '@octotrain/kube-kit';
import { type ClusterWish, makeCluster } from './make-cluster.ts';

/** What commands about clusters do to the world; tests pass their own. */
export interface ClusterWork {
  makeCluster(wish: ClusterWish): LocalCluster;
  ensureNamespaces(options: {
    kubeconfig: string;
    context: string;
    namespaces: readonly WantedNamespace[];
    signal?: AbortSignal;
  }): Promise<KubeResult<readonly EnsuredNamespace[]>>;
}

/** The clusters of this machine. */
export const clustersHere: ClusterWork = { makeCluster, ensureNamespaces };
