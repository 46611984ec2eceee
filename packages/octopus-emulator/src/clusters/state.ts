/** A Deployment of a simulated cluster. */
export interface WorkloadDocument {
  /** `cluster/namespace/name` */
  readonly Id: string;
  readonly Cluster: string;
  readonly Namespace: string;
  readonly Name: string;
  readonly Labels: Readonly<Record<string, string>>;
  /** What the pods of the newest revision run. */
  readonly Pods: PodTemplate;
  /** What answers requests: the newest revision whose rollout has ended. Null before the first pod is ready. */
  readonly Serving: PodTemplate | null;
  readonly Replicas: number;
  readonly Generation: number;
  readonly ObservedGeneration: number;
  readonly UpdatedReplicas: number;
  readonly ReadyReplicas: number;
  readonly CreatedAt: string;
  /** Names of what put it there, for faults. */
  readonly Environment: string;
  readonly Tenant: string | null;
}

export interface PodTemplate {
  readonly Image: string;
  readonly Env: Readonly<Record<string, string>>;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Port: number;
  /** Counts the revisions; part of the pods' names. */
  readonly Revision: number;
  /** Set by a restart. */
  readonly RestartedAt: string | null;
}

/** A Service of a simulated cluster. */
export interface ServiceDocument {
  /** `cluster/namespace/name` */
  readonly Id: string;
  readonly Cluster: string;
  readonly Namespace: string;
  readonly Name: string;
  readonly Selector: Readonly<Record<string, string>>;
  readonly Ports: readonly { readonly Name: string | null; readonly Port: number }[];
}

/** Tag of an image reference: what follows the last colon of its last path segment; `latest` when there is none. */
export function tagOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1).split('@')[0] ?? '';
  const colon = last.lastIndexOf(':');
  return colon < 0 ? 'latest' : last.slice(colon + 1);
}

/** Whether labels satisfy an equality selector. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}

/** The key that all simulated clusters take, as a bearer token. */
export interface ClusterAccessDocument {
  readonly Id: string;
  readonly Token: string;
}
