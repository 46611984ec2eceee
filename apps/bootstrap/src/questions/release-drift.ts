import type { Cluster, DriftReport, Helm, KubeResult } from '@octotrain/kube-kit';
import { clusterNamespaces, type Lab } from '@octotrain/lab-config';

/** A helm release of the lab beside what is live of it. */
export interface ReleaseDrift {
  readonly namespace: string;
  readonly release: string;
  /** A problem, where it cannot be compared: such as a release of which no revision is deployed. */
  readonly report: KubeResult<DriftReport>;
}

/** Compares every helm release in the lab's namespaces of a cluster with what is live; in order of namespace and name. */
export async function releaseDrift(options: {
  lab: Lab;
  /** Of the cluster in the lab. */
  name: string;
  cluster: Pick<Cluster, 'drift'>;
  helm: Pick<Helm, 'list'>;
  signal: AbortSignal;
}): Promise<KubeResult<readonly ReleaseDrift[]>> {
  const { lab, name, cluster, helm, signal } = options;
  const listed = await helm.list({}, { signal });
  if (!listed.ok) return listed;
  const ofLab = new Set(clusterNamespaces(lab, name).namespaces.map((one) => one.name));
  const releases = listed.value.filter(({ namespace }) => ofLab.has(namespace));
  const compared = await Promise.all(
    releases.map(async ({ namespace, release }) => {
      const report = await cluster.drift({ desired: { namespace, release }, signal });
      return { namespace, release, report };
    }),
  );
  return { ok: true, value: compared.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)) };
}

function placeOf({ namespace, release }: ReleaseDrift): string {
  return `${namespace}/${release}`;
}
