import { stat } from 'node:fs/promises';
import { alone } from '../clusters/alone.ts';
import type { ClusterStatus, DownOutcome, LocalCluster, UpOutcome } from '../clusters/local-cluster.ts';
import type { ClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { removeFolders, removeSockets, strangerIn } from './cluster-folder.ts';
import { type ClusterRecord, readRecord } from './cluster-record.ts';
import { statusOf } from './cluster-status.ts';
import { freePorts } from './free-ports.ts';
import { layoutOf } from './layout.ts';
import { type NodeWish, usualNodes } from './nodes.ts';
import { endProcesses } from './processes.ts';
import type { ClusterPorts } from './program-arguments.ts';
import { type PodsProgram, type StartWish, startCluster } from './start-cluster.ts';

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
  /** Chooses ports of loopback; asked again when somebody else was faster to take one. Random free ones by default. */
  readonly ports?: () => Promise<ClusterPorts>;
  readonly now?: () => Date;
  readonly platform?: NodeJS.Platform;
}

/**
 * A real control plane (etcd, API server, controllers, scheduler) on loopback whose nodes and pods are played by kwok.
 * Its processes outlive the one that starts them; its data outlives them, so that after a reboot `up` goes on with it.
 */
export function createKwokCluster(options: KwokClusterOptions): LocalCluster {
  const { name, context, folder, nodes = usualNodes, ports = freePorts, now = () => new Date() } = options;
  const { platform = process.platform } = options;
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
        const stranger = record === undefined ? await strangerIn(folder) : undefined;
        if (stranger !== undefined) return { ok: false, problem: occupied(folder, stranger) };
        const programs = await options.programs();
        if (!programs.ok) return programs;
        // Data of a cluster that never was ready is of no use to anybody.
        const isKept = record?.state === 'up';
        if (isKept) {
          await endProcesses(record.processes, 1_000);
          await removeSockets({ folder, sockets: record.sockets });
        } else await clear(record);
        const started = await startOnFreePorts({
          ...{ name, context, folder, nodes, now, ports, signal, hear },
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
        const record = await readRecord(recordPath);
        await clear(record);
        return { ok: true, value: { outcome: record === undefined ? 'was absent' : 'removed' } };
      });
    },
  };
}

/** Starts, and starts again on other ports when one was taken between the look and the start. */
async function startOnFreePorts(wish: StartWish): ReturnType<typeof startCluster> {
  for (let tries = 1; ; tries += 1) {
    const started = await startCluster(wish);
    if (started.ok || tries === 3 || !started.problem.message.includes('address already in use')) return started;
    await removeSockets({ folder: wish.folder, sockets: (await readRecord(layoutOf(wish).record))?.sockets });
  }
}

function occupied(folder: string, stranger: string): KubeProblem {
  const message = `${folder} holds other things, such as ${stranger}`;
  return { code: 'invalid-request', message, hint: 'give the cluster a folder of its own' };
}

const notOnWindows: KubeProblem = {
  code: 'unsupported',
  message: 'clusters of kwok run on Linux and macOS',
  hint: 'on Windows use the provider kind, or run this in WSL',
};
