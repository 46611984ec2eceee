import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, createApi } from '../connect/api.ts';
import { type Connection, createConnection } from '../connect/connection.ts';
import { loadKubeconfig } from '../connect/kubeconfig.ts';
import { watchObjects } from '../connect/object-watch.ts';
import { applyKwokObjects } from './apply-kwok-objects.ts';
import { openEgressProxy } from './egress-proxy.ts';
import { openExecBridge } from './exec-bridge.ts';
import { openForwardSlots } from './forward-slots.ts';
import type { KnownPod } from './known-pod.ts';
import { createKubeletFront } from './kubelet-front.ts';
import { kwokObjects } from './kwok-objects.ts';
import { playPods } from './played-pods.ts';
import { createPodBook, type PodBook } from './pod-book.ts';
import { createPodLogs } from './pod-log.ts';
import { createPodServer } from './pod-server.ts';
import { createPodSource } from './pod-source.ts';

/** What the process beside a kwok cluster is told. */
export interface ServePodsOptions {
  /** Path of a kubeconfig that may read pods and apply kwok's objects. */
  readonly kubeconfig: string;
  /** Path of the unix socket that the API server's egress selector sends to; a stale one is replaced. */
  readonly egressSocket: string;
  /** kwok's port on loopback, and the paths of the certificate and key that it serves with. */
  readonly kubelet: { readonly port: number; readonly certificate: string; readonly key: string };
  /** A folder of its own, made when missing: a socket, a program, an empty folder. Its path has to be short. */
  readonly folder: string;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The pods are known, and kwok knows what it has to. */
  readonly onReady?: () => void;
  /** Hears what goes wrong, a line each. */
  readonly hear?: (line: string) => void;
}

const againMs = 100;
/** Port-forwards at one time. */
const forwardsAtOnce = 16;

/**
 * Answers for the pods of a kwok cluster, whose containers run nothing, until the signal: HTTP through the API server's
 * proxies and through port-forwards, `kubectl exec` of a few commands, `kubectl logs`. It listens at once and waits for
 * the API server. A pod that is not ready refuses connections. Rejects when the kubeconfig, certificate or key cannot
 * be read, or its sockets cannot be made.
 */
export async function servePods(options: ServePodsOptions): Promise<void> {
  const { kubelet, folder, signal, onReady, hear = () => {} } = options;
  const loaded = await loadKubeconfig({ kubeconfig: { path: options.kubeconfig } });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  const connection = createConnection(loaded.value);
  const api = createApi(connection);
  const [certificate, key] = await Promise.all([readFile(kubelet.certificate, 'utf8'), readFile(kubelet.key, 'utf8')]);

  const now = () => new Date();
  const book = createPodBook();
  const logs = createPodLogs();
  const source = createPodSource({ book, api });
  const played = playPods({ book, logs, now, pause: (ms) => pause(ms, signal) });
  const server = createPodServer({ played, book });
  const bridge = await openExecBridge({ folder });
  const slots = await openForwardSlots({
    count: forwardsAtOnce,
    accept: (socket, pod) => server.accept(socket, pod, firstPort(pod)),
  });
  const exec = { name: `exec-${randomUUID()}`, workFolder: bridge.workFolder };
  const ways = { find: source.find, played, logs, bridge, execName: exec.name, slots, now };
  const front = createKubeletFront({ certificate, key, kwokPort: kubelet.port, ...ways });
  const proxy = await openEgressProxy({
    path: options.egressSocket,
    async take({ host, port }) {
      if (isLoopback(host) && port === kubelet.port) return front.accept;
      const pod = await source.servingAt(host, port);
      // Nodes may name the port that kwok had before it was started again: what is on loopback and no pod's is kwok's.
      if (isLoopback(host) && !pod?.containers.some(({ ports }) => ports.includes(port))) return front.accept;
      return pod === undefined ? undefined : (socket) => server.accept(socket, pod, port);
    },
  });

  const objects = kwokObjects({ exec, forwards: slots.forwards });
  await Promise.all([
    followPods({ connection, api, book, signal }),
    applyKwokObjects({ connection, objects, signal, pause: () => pause(againMs, signal), hear }),
  ]);
  if (!signal.aborted) onReady?.();
  await aborted(signal);

  front.close();
  server.close();
  await Promise.all([proxy.close(), slots.close(), bridge.close()]);
}

/** Follows the pods of a cluster until the signal; resolves when they were listed first, or the signal came before. */
function followPods(options: { connection: Connection; api: Api; book: PodBook; signal: AbortSignal }): Promise<void> {
  const { book, signal, ...deps } = options;
  return new Promise((resolve) => {
    async function follow(): Promise<void> {
      while (!signal.aborted) {
        const watch = watchObjects({ ...deps, signal, path: '/api/v1/pods', what: 'pods', pause });
        for await (const seen of watch) {
          if (seen.kind === 'listed') book.replace(seen.objects);
          if (seen.kind === 'changed') book.put(seen.object);
          if (seen.kind === 'deleted') book.remove(seen.object);
          if (seen.kind === 'listed') resolve();
        }
        // It ends by itself when the very first list fails: the API server is not there yet.
        await pause(againMs, signal);
      }
      resolve();
    }
    void follow();
  });
}

function isLoopback(host: string): boolean {
  return /^127\./.test(host);
}

function firstPort({ containers }: KnownPod): number {
  return containers.flatMap(({ ports }) => ports)[0] ?? 80;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Ended early is ended all the same.
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
