import type { KubeResult } from '../result.ts';

/** Who makes a cluster: kind in containers, a control plane of processes with kwok's nodes, or somebody else before. */
export const clusterProviders = ['kind', 'kwok', 'existing'] as const;

/** One of {@link clusterProviders}. */
export type ClusterProviderName = (typeof clusterProviders)[number];

/** A part of a cluster that runs, or should. */
export interface ClusterPart {
  /** A program's name, or a node's. */
  readonly name: string;
  readonly running: boolean;
  /** Memory that it has for itself, in bytes, where that can be told. */
  readonly memoryBytes?: number | undefined;
  readonly pid?: number | undefined;
}

/** What is to be seen of a cluster. */
export interface ClusterStatus {
  readonly name: string;
  readonly context: string;
  readonly provider: ClusterProviderName;
  /** `broken`: some of it runs, or all of it does and it does not answer. */
  readonly state: 'absent' | 'stopped' | 'broken' | 'running';
  /** One sentence, where the state needs one. */
  readonly reason?: string | undefined;
  /** Address of its API server. */
  readonly server?: string | undefined;
  /** A kubeconfig that has its context. */
  readonly kubeconfig?: string | undefined;
  readonly parts: readonly ClusterPart[];
  /** By program, such as `kubernetes`. */
  readonly versions: Readonly<Record<string, string>>;
  /** ISO 8601; when its data was made first. */
  readonly created?: string | undefined;
  /** ISO 8601; when it was started last. */
  readonly started?: string | undefined;
}

/** What `up` has done, if anything: the cluster ran, was started on the data that it had, or was made. */
export type UpOutcome = 'ran already' | 'started again' | 'made';

/** What `down` has done, if anything. A cluster of somebody else is left alone. */
export type DownOutcome = 'removed' | 'was absent' | 'left alone';

/** Told what is being done or waited for. */
type Hear = (what: string) => void;

/** A cluster of a lab, whatever it is made of. Each of these looks before it does anything; failures are results. */
export interface LocalCluster {
  readonly name: string;
  readonly context: string;
  readonly provider: ClusterProviderName;
  /** Makes it run. What an interrupted run has left is cleaned up first; what is started in vain is ended again. */
  up(options: { signal: AbortSignal; hear?: Hear }): Promise<KubeResult<{ outcome: UpOutcome; kubeconfig: string }>>;
  status(options?: { signal?: AbortSignal }): Promise<KubeResult<ClusterStatus>>;
  /** Ends exactly what it is made of, waits for that, and removes its data. */
  down(options?: { signal?: AbortSignal; hear?: Hear }): Promise<KubeResult<{ outcome: DownOutcome }>>;
}
