import { type Api, objectPath } from '../connect/api.ts';
import type { Connection } from '../connect/connection.ts';
import { type Seen, watchObjects } from '../connect/object-watch.ts';
import { textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { lookForTroubles } from './look-for-troubles.ts';
import { type RolloutStatus, rolloutOf } from './rollout.ts';
import type { RolloutTrouble } from './trouble.ts';
import { type WorkloadName, type WorkloadQuestion, workloadNameOf, workloadPath, workloadWords } from './workload.ts';

/** What is told while a rollout is watched. */
export type RolloutNews =
  | { kind: 'status'; status: RolloutStatus }
  /** It has not moved for a while; why, as far as it can be seen. */
  | { kind: 'hangs'; status: RolloutStatus; troubles: readonly RolloutTrouble[] }
  /** The API server went away; it is tried again until the time is over. */
  | { kind: 'away'; problem: KubeProblem };

/** How the watch of a rollout ended. */
export interface RolloutEnd {
  /** `deleted`: the workload was deleted meanwhile. `by hand`: see the state of the same name. */
  outcome: 'complete' | 'failed' | 'by hand' | 'deleted' | 'timed out';
  /** The last that was seen. */
  status: RolloutStatus;
  /** Why it is not complete, as far as it can be seen; empty when it is. */
  troubles: readonly RolloutTrouble[];
  /** One sentence that says how it ended, and why. */
  reason: string;
}

export interface RolloutWatch {
  /** How long to wait at most; 5 minutes by default. */
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Hears each change. */
  hear?: ((news: RolloutNews) => void) | undefined;
  /** After how long without a change it is looked for why; 5 seconds by default. */
  explainAfterMs?: number | undefined;
}

type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** How long may be looked for troubles when the time is over. */
const lookMs = 5000;

/** Watches until the rollout of a workload ends, one way or another. See `Cluster.watchRollout`. */
export async function watchRollout(
  deps: { connection: Connection; api: Api; pause: Pause },
  question: WorkloadQuestion & RolloutWatch,
): Promise<KubeResult<RolloutEnd>> {
  const { api } = deps;
  const { timeoutMs = 300_000, explainAfterMs = 5000, signal, hear = () => {} } = question;
  const name = workloadNameOf(question);
  const what = workloadWords(name);
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const path = `${workloadPath({ kind: name.kind, namespace: name.namespace })}?fieldSelector=${encodeURIComponent(`metadata.name=${name.name}`)}`;
  const watch = watchObjects({ ...deps, path, what, signal: ends });

  let last: { object: unknown; status: RolloutStatus } | undefined;
  let away: KubeProblem | undefined;
  const look = (object: unknown, lookSignal: AbortSignal | undefined) =>
    lookForTroubles(api, { workload: object, name, signal: lookSignal, timeoutMs: lookMs });
  const notComplete = async (outcome: RolloutEnd['outcome'], seen: { object: unknown; status: RolloutStatus }) => {
    const troubles = outcome === 'failed' || outcome === 'timed out' ? await look(seen.object, signal) : [];
    const reason = reasonOf({ outcome, what, seconds: timeoutMs / 1000, status: seen.status, troubles, away });
    return { ok: true as const, value: { outcome, status: seen.status, troubles, reason } };
  };

  try {
    let next = watch.next();
    for (;;) {
      const step = await nextOrQuiet({ next, ms: last === undefined ? undefined : explainAfterMs, pause: deps.pause });
      if (step === 'quiet') {
        if (last && away === undefined)
          hear({ kind: 'hangs', status: last.status, troubles: await look(last.object, ends) });
        continue;
      }
      if (step.done) {
        if (signal?.aborted) return aborted(what);
        if (!timeout.aborted) return { ok: false, problem: step.value };
        if (last) return await notComplete('timed out', last);
        return { ok: false, problem: away ?? { code: 'timeout', message: `${what}: no answer in ${timeoutMs} ms` } };
      }
      const seen = objectOf(step.value);
      away = seen.kind === 'away' ? seen.problem : undefined;
      if (seen.kind === 'away') hear(seen);
      else if (seen.object === undefined) {
        if (last) return await notComplete('deleted', last);
        return { ok: false, problem: await missing({ api, name, signal: ends }) };
      } else {
        const status = rolloutOf(seen.object, name.kind);
        last = { object: seen.object, status };
        hear({ kind: 'status', status });
        if (status.state !== 'progressing') {
          if (status.state !== 'complete') return await notComplete(status.state, last);
          return {
            ok: true,
            value: { outcome: 'complete', status, troubles: [], reason: `${what}: ${status.reason}` },
          };
        }
      }
      next = watch.next();
    }
  } finally {
    // Not waited for: a watch that is in the middle of a request ends with its signal.
    void watch.return({ code: 'aborted', message: what });
  }
}

function objectOf(seen: Seen): { kind: 'object'; object: unknown } | Extract<Seen, { kind: 'away' }> {
  if (seen.kind === 'away') return seen;
  if (seen.kind === 'listed') return { kind: 'object', object: seen.objects[0] };
  return { kind: 'object', object: seen.kind === 'deleted' ? undefined : seen.object };
}

/** Waits for the next step, but not longer than the given time. */
async function nextOrQuiet<T>(options: {
  next: Promise<T>;
  ms: number | undefined;
  pause: Pause;
}): Promise<T | 'quiet'> {
  const { next, ms, pause } = options;
  if (ms === undefined) return next;
  const heard = new AbortController();
  try {
    return await Promise.race([next, pause(ms, heard.signal).then(() => 'quiet' as const)]);
  } finally {
    heard.abort();
  }
}

function reasonOf(end: {
  outcome: RolloutEnd['outcome'];
  what: string;
  seconds: number;
  status: RolloutStatus;
  troubles: readonly RolloutTrouble[];
  away: KubeProblem | undefined;
}): string {
  const { outcome, what, seconds, status, troubles, away } = end;
  if (outcome === 'deleted') return `${what} was deleted during its rollout`;
  const state = outcome === 'timed out' ? `not complete after ${seconds} s: ${status.reason}` : status.reason;
  const why = away ? [away.message] : troubles.map(({ message }) => message);
  return [`${what}: ${state}`, ...why].join('; ');
}

function aborted(what: string): { ok: false; problem: KubeProblem } {
  return { ok: false, problem: { code: 'aborted', message: `${what}: the watch was given up` } };
}

/** Says whether the workload is missing or its whole namespace. */
async function missing(options: { api: Api; name: WorkloadName; signal: AbortSignal }): Promise<KubeProblem> {
  const { api, name, signal } = options;
  const { namespace } = name;
  const path = objectPath({ apiVersion: 'v1', plural: 'namespaces', name: namespace });
  const found = await api.get({ path, what: `namespace ${namespace}`, signal });
  if (!found.ok && found.problem.code === 'not-found') {
    const hint = `create it: kubectl create namespace ${namespace}`;
    return { code: 'not-found', message: `the namespace ${namespace} does not exist`, hint };
  }
  const terminating = found.ok && textField(found.value, 'status', 'phase') === 'Terminating';
  const message = `${workloadWords(name)} does not exist`;
  return {
    code: 'not-found',
    message,
    ...(terminating ? { hint: `the namespace ${namespace} is being deleted` } : {}),
  };
}
