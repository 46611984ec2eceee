import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Case, Sample } from '../harness.ts';
import { applyObjects, type BenchCluster, rolledOut } from './cluster.ts';
import { deploymentOf, namespaceOf } from './workload.ts';

const place = { namespace: 'rollout', deployment: 'api' };
const replicas = 5;
const limitMs = 60_000;

/** How long after the last pod became ready each side knows that the rollout is complete: of one rollout, both watch it. */
export async function rolloutCase(on: BenchCluster): Promise<Case> {
  const deployment = deploymentOf({ namespace: 'rollout', name: 'api', replicas, image: 'api:1.0.0' });
  await applyObjects(on, 'rollout', [namespaceOf('rollout'), deployment]);
  await rolledOut(on, place.namespace, place.deployment);
  const rounds: Promise<{ ours: Sample; peer: Sample }>[] = [];
  const round = (at: number) => {
    rounds[at] ??= rollOut(on, `api:1.0.${at + 1}`, at % 2 === 0);
    return rounds[at];
  };
  let [ours, peer] = [0, 0];
  return {
    name: 'rollout : kubectl rollout status',
    sides: [
      { name: 'kube-kit', run: async () => (await round(ours++)).ours },
      { name: 'kubectl, curl', run: async () => (await round(peer++)).peer },
    ],
  };
}

/** Every side has long been watching when the image is changed: what starting a process costs does not count. */
async function rollOut(on: BenchCluster, image: string, oursFirst: boolean): Promise<{ ours: Sample; peer: Sample }> {
  // Held until both watch, else both would find the old rollout complete.
  await on.run({ program: on.kubectl, args: ['-n', 'rollout', 'rollout', 'pause', 'deployment/api'] });
  await on.run({ program: on.kubectl, args: ['-n', 'rollout', 'set', 'image', 'deployment/api', `api=${image}`] });
  const pods = watchReady(on, image);
  let ours: Promise<number> | undefined;
  try {
    if (oursFirst) ours = seenByOurs(on);
    const peer = seenByKubectl(on);
    ours ??= seenByOurs(on);
    await Promise.all([pods.listens, peer.watches]);
    await on.run({ program: on.kubectl, args: ['-n', 'rollout', 'rollout', 'resume', 'deployment/api'] });
    const [oursAt, peerAt] = await Promise.all([ours, peer.seen]);
    const readyAt = pods.lastReady();
    return { ours: { 'ms after the last pod': oursAt - readyAt }, peer: { 'ms after the last pod': peerAt - readyAt } };
  } finally {
    await pods.end();
  }
}

async function seenByOurs(on: BenchCluster): Promise<number> {
  const seen = await on.cluster.watchRollout({ ...place, timeoutMs: limitMs });
  if (!seen.ok || seen.value.outcome !== 'complete')
    throw new Error(seen.ok ? seen.value.reason : seen.problem.message);
  return performance.now();
}

/** `watches` once it has said how far the rollout is, `seen` when it says that it is complete. */
function seenByKubectl(on: BenchCluster): { watches: Promise<void>; seen: Promise<number> } {
  const args = ['-n', 'rollout', 'rollout', 'status', 'deployment/api', `--timeout=${limitMs / 1000}s`];
  const child = spawn(on.kubectl, args, { env: on.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const watches = once(lines, 'line').then(() => undefined);
  const seen = new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('successfully rolled out')) resolve(performance.now());
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`kubectl rollout status ended with ${code}`)));
  });
  return { watches, seen };
}

/** When the last pod with this image became ready, as a third one hears it from the API server. */
function watchReady(on: BenchCluster, image: string) {
  const path = '/api/v1/namespaces/rollout/pods?watch=1';
  const child = spawn(on.kubectl, ['get', '--raw', path], { env: on.env, stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  const ready = new Map<string, number>();
  lines.on('line', (line) => {
    const { object } = JSON.parse(line) as { object: WatchedPod }; // what the API server streams
    const isReady = object.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
    if (object.spec.containers[0]?.image !== image || !isReady || ready.has(object.metadata.name)) return;
    ready.set(object.metadata.name, performance.now());
  });
  return {
    listens: once(lines, 'line').then(() => undefined),
    lastReady() {
      if (ready.size !== replicas) throw new Error(`${ready.size} of ${replicas} pods were seen to become ready`);
      return Math.max(...ready.values());
    },
    async end() {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}

interface WatchedPod {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
