import type { LabFile } from '../file/lab-file.ts';

/** Who makes a cluster: kind in containers, a control plane of processes with kwok's nodes, or somebody else before. */
export type ClusterProvider = 'kind' | 'kwok' | 'existing';

/** A Kubernetes cluster of a lab. No server of Octopus knows of it; its agents do. */
export interface LabCluster {
  readonly name: string;
  readonly description: string;
  /** Its context in the kubeconfig. */
  readonly context: string;
  readonly environments: readonly string[];
  readonly provider: ClusterProvider;
}

/**
 * The clusters of a file. A file that does not say who makes one leaves it to kind when its context is one of kind's,
 * and else to whoever made it.
 */
export function labClusters({ clusters = {} }: LabFile): readonly LabCluster[] {
  return Object.entries(clusters).map(([name, { description = '', context, environments, provider }]) => {
    const usual = context.startsWith(kindContextPrefix) ? 'kind' : 'existing';
    return { name, description, context, environments, provider: provider ?? usual };
  });
}

/** What kind puts before a cluster's name to make its context. */
export const kindContextPrefix = 'kind-';
