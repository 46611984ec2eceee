import type { ApiClient } from '../connect/api-client.ts';
import { textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { judgeLease, leaseSeconds, renewedLease, takenLease } from './lease.ts';

/** Who works at a cluster, and what they need for that. */
export interface AloneInCluster {
  readonly api: ApiClient;
  /** Of the lease, in kube-system; what is done alone, for everybody: `octotrain-agents`. */
  readonly name: string;
  /** Who works there, for those who are told to wait; different for each who does. */
  readonly holder: string;
  readonly now: () => Date;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Gives the work up. */
  readonly signal: AbortSignal;
}

const usual = { timeoutMs: 10_000 };

/**
 * Works at a cluster while nobody else does so under the same name, from whatever machine: a Lease of the cluster is
 * held meanwhile, renewed, and given back. Where another holds it, that is the problem `held`, and nothing was done. The
 * signal that the work is given is raised too when the lease is lost: the cluster could not be reached for so long
 * that another may have it.
 */
export async function aloneInCluster<T>(
  options: AloneInCluster,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<KubeResult<T>> {
  const { api, name, now, pause, signal } = options;
  const taken = await take(options);
  if (!taken.ok) return taken;
  let lease = taken.value;
  const [lost, done] = [new AbortController(), new AbortController()];
  const renewing = renew();
  try {
    return { ok: true, value: await work(AbortSignal.any([signal, lost.signal])) };
  } finally {
    done.abort();
    await renewing;
    if (!lost.signal.aborted) await giveBack();
  }

  async function renew(): Promise<void> {
    let renewedAt = now().getTime();
    for (;;) {
      await pause((leaseSeconds * 1000) / 3, done.signal);
      if (done.signal.aborted) return;
      const time = now();
      const written = await api.call({
        method: 'PUT',
        path: pathOf(name),
        body: bodyOf(renewedLease(lease, time)),
        ...usual,
      });
      if (written.ok) {
        lease = written.value;
        renewedAt = time.getTime();
      } else if (written.problem.code === 'conflict' || now().getTime() - renewedAt > leaseSeconds * 1000) {
        lost.abort();
        return;
      }
    }
  }

  async function giveBack(): Promise<void> {
    const { uid, resourceVersion } = Object(Object(lease).metadata) as Record<string, unknown>;
    const body = bodyOf({ apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } });
    // What cannot be given back ends by itself.
    await api.call({ method: 'DELETE', path: pathOf(name), body, ...usual });
  }
}

async function take({ api, name, holder, now, signal }: AloneInCluster): Promise<KubeResult<unknown>> {
  const found = await api.call({ method: 'GET', path: pathOf(name), signal, ...usual });
  if (!found.ok && found.problem.code !== 'not-found') return found;
  const before = found.ok ? found.value : undefined;
  const verdict = judgeLease(before, now());
  if (verdict.kind === 'held') return { ok: false, problem: heldBy(name, verdict) };
  const body = bodyOf(takenLease({ before, name, holder, now: now() }));
  const written = await api.call({
    ...(found.ok ? { method: 'PUT' as const, path: pathOf(name) } : { method: 'POST' as const, path: leases }),
    ...{ body, signal, ...usual },
  });
  if (written.ok || written.problem.code !== 'conflict') return written;
  // Somebody was faster by a moment: who?
  const again = await api.call({ method: 'GET', path: pathOf(name), signal, ...usual });
  const by = again.ok ? textField(again.value, 'spec', 'holderIdentity') : 'another';
  const since = again.ok ? textField(again.value, 'spec', 'acquireTime') : '';
  return { ok: false, problem: heldBy(name, { by, since }) };
}

function heldBy(name: string, { by, since }: { by: string; since: string }): KubeProblem {
  const from = since === '' ? '' : `, since ${since.replace(/\.\d+Z$/, 'Z')}`;
  return {
    code: 'held',
    message: `${by} works there${from} (lease kube-system/${name})`,
    hint: `let it finish; the lease of one that was killed ends by itself after ${leaseSeconds} s`,
  };
}

const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases';

function pathOf(name: string): string {
  return `${leases}/${encodeURIComponent(name)}`;
}

function bodyOf(object: object): { type: string; text: string } {
  return { type: 'application/json', text: JSON.stringify(object) };
}
