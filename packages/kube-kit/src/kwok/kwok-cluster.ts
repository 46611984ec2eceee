import { stat } from 'node:fs/promises';
import { alone } from '../clusters/alone.ts';
import type { ClusterStatus, DownOutcome, LocalCluster, UpOutcome } from '../clusters/local-cluster.ts';
import type { ClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { removeFolders } from './cluster-folder.ts';
import { type ClusterRecord, readRecord } from './cluster-record.ts';
import { statusOf } from './cluster-status.ts';
import { layoutOf } from './layout.ts';
import { type NodeWish, usualNodes } from './nodes.ts';
import { endProcesses } from './processes.ts';
import { type PodsProgram, startCluster } from './start-cluster.ts';

/** A cluster of processes on this machine. */
export interface KwokClusterOptions {
  readonly name: string;
  /** Its context in kubeconfigs. */
  readonly context: string;
  /** A folder of its own, absolute: made by `up`, removed with all that is in it by `down`. */
  readonly folder: string;
  /** How to find the programs; asked only when something is started. */
  readonly programs: () => Promise<KubeResult<ClusterPrograms>>;
  /** The path of this environment is the programs' path; they see nothing else of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Two workers by default. */
  readonly nodes?: NodeWish;
  /** What answers for its pods; without it connections into the cluster lead nowhere. */
  readonly pods?: PodsProgram | undefined;
  readonly now?: () => Date;
  readonly platform?: NodeJS.Platform;
}

/**
 * A real control plane (etcd, API server, controllers, scheduler) on loopback whose nodes and pods are played by kwok.
 * Its processes outlive the one that starts them; its data outlives them, so that after a reboot `up` goes on with it.
 */
export function createKwokCluster(options: KwokClusterOptions): LocalCluster {
  const { name, context, folder, nodes = usualNodes, now = () => new Date(), platform = process.platform } = options;
  const recordPath = layoutOf({ folder }).record;
  const known = { name, context, provider: 'kwok' as const };

  async function look(signal?: AbortSignal): Promise<{ record?: ClusterRecord; status: ClusterStatus }> {
    const record = await readRecord(recordPath);
    if (record !== undefined) return { record, status: await statusOf(record, { folder, signal }) };
    return { status: { ...known, state: 'absent', parts: [], versions: {} } };
  }

  async function clear(record: ClusterRecord | undefined): Promise<void> {
    // Nothing that they could still write is kept.
    await endProcesses(record?.processes ?? [], 200);
    await removeFolders({ folder, sockets: record?.sockets });
  }

  return {
    ...known,

    async up({ signal, hear = () => undefined }) {
      if (platform === 'win32') return { ok: false, problem: notOnWindows };
      return alone<{ outcome: UpOutcome; kubeconfig: string }>({ folder, name, what: 'up' }, async () => {
        const { record, status } = await look(signal);
        const { kubeconfig } = layoutOf({ folder });
        if (status.state === 'running') return { ok: true, value: { outcome: 'ran already', kubeconfig } };
        const programs = await options.programs();
        if (!programs.ok) return programs;
        // Data of a cluster that never was ready is of no use to anybody.
        const isKept = record?.state === 'up';
        if (isKept) await endProcesses(record.processes, 1_000);
        else await clear(record);
        const started = await startCluster({
          ...{ name, context, folder, nodes, now, signal, hear },
          ...{ programs: programs.value, env: options.env, pods: options.pods },
          created: isKept ? record.created : undefined,
        });
        if (started.ok) return { ok: true, value: { outcome: isKept ? 'started again' : 'made', kubeconfig } };
        // The logs of what failed by itself stay for whoever looks; the next `up` clears them.
        if (started.problem.code === 'aborted' && !isKept) await clear(await readRecord(recordPath));
        return started;
      });
    },

    async status({ signal } = {}) {
      return { ok: true, value: (await look(signal)).status };
    },

    async down({ hear = () => undefined } = {}) {
      const isThere = await stat(folder).then(
        () => true,
        () => false,
      );
      if (!isThere) return { ok: true, value: { outcome: 'was absent' } };
      return alone<{ outcome: DownOutcome }>({ folder, name, what: 'down' }, async () => {
        hear('its processes to end');
        await clear(await readRecord(recordPath));
        return { ok: true, value: { outcome: 'removed' } };
      });
    },
  };
}

const notOnWindows: KubeProblem = {
  code: 'unsupported',
  message: 'clusters of kwok run on Linux and macOS',
  hint: 'on Windows use the provider kind, or run this in WSL',
};
