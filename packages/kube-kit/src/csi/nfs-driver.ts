import type { ChartSource } from '../charts/chart-source.ts';
import { exactChart } from '../charts/chart-source.ts';
import type { Helm } from '../helm/helm.ts';
import { recoveryOf } from '../helm/recovery.ts';
import type { Kubectl } from '../kubectl/kubectl.ts';
import type { CallOptions } from '../process/program-access.ts';
import type { KubeResult } from '../result.ts';

/** The release of the NFS CSI driver, where its own pages put it. [docs] */
const nfsDriverPlace = { release: 'csi-driver-nfs', namespace: 'kube-system' } as const;

/** The object by which a cluster knows the driver, whoever installed it. */
const driverObject = { resource: 'csidriver', name: 'nfs.csi.k8s.io' } as const;

/** What releases of ours are told by. */
const ours = 'installed by octotrain';

/** What became of the driver; one that somebody else installed is left as it is. */
export type DriverOutcome = 'unchanged' | 'installed' | 'upgraded' | 'mended' | 'somebody else installed it';

interface Tools {
  readonly helm: Helm;
  readonly kubectl: Kubectl;
}

/**
 * Makes sure that a cluster has the NFS CSI driver: by helm, unless somebody else gave it one. A release that was cut
 * off is mended.
 */
export async function ensureNfsDriver(
  options: Tools & {
    source: ChartSource;
    /** What is not as the chart has it. */
    values?: Readonly<Record<string, unknown>> | undefined;
    waitMs: number;
  } & CallOptions,
): Promise<KubeResult<DriverOutcome>> {
  const { helm, kubectl, source, values = {}, waitMs, ...call } = options;
  const history = await helm.history(nfsDriverPlace, call);
  if (!history.ok) return history;
  const latest = history.value.at(-1);
  const there = await kubectl.get(driverObject, call);
  if (!there.ok) return there;
  if (there.value !== undefined && latest === undefined) return { ok: true, value: 'somebody else installed it' };

  const wished = exactChart(source);
  const live = latest === undefined ? undefined : await helm.values(nfsDriverPlace, call);
  if (live !== undefined && !live.ok) return live;
  const same = JSON.stringify(live?.value ?? {}) === JSON.stringify(values);
  const right = same && there.value !== undefined && (wished === undefined || latest?.chart === wished);
  if (latest?.state === 'deployed' && right) return { ok: true, value: 'unchanged' };

  const recovery = recoveryOf(history.value);
  const torn = recovery.kind !== 'none' || (latest !== undefined && latest.state !== 'deployed');
  if (torn) {
    const gone = await helm.uninstall({ ...nfsDriverPlace, wait: true, waitMs }, call);
    if (!gone.ok) return gone;
  }
  const { chart, repository, version } = source;
  const made = await helm.upgrade(
    {
      ...{ ...nfsDriverPlace, chart, repository, version, description: ours },
      ...{ values: [{ inline: values }], wait: true, waitMs },
    },
    call,
  );
  if (!made.ok) return made;
  return { ok: true, value: torn ? 'mended' : latest === undefined ? 'installed' : 'upgraded' };
}

/** Takes the driver away, if it is one that `ensureNfsDriver` installed; gives whether it did. */
export async function removeNfsDriver(
  options: Pick<Tools, 'helm'> & { waitMs: number } & CallOptions,
): Promise<KubeResult<boolean>> {
  const { helm, waitMs, ...call } = options;
  const history = await helm.history(nfsDriverPlace, call);
  if (!history.ok) return history;
  // One that was cut off in the middle has no description of ours yet; nobody else's is in such a state.
  const isOurs = history.value.some(({ description }) => description === ours);
  const isTorn = history.value.length > 0 && recoveryOf(history.value).kind === 'uninstall';
  if (!isOurs && !isTorn) return { ok: true, value: false };
  const gone = await helm.uninstall({ ...nfsDriverPlace, wait: true, waitMs }, call);
  return gone.ok ? { ok: true, value: true } : gone;
}
