import type { PlannedCar } from '../plan/plan.ts';
import type { StopState } from './state.ts';

/** What the smoke tests of one stop say together, one after the other. */
export type SmokeVerdict =
  | { readonly is: 'passed' }
  | { readonly is: 'failed'; readonly detail: string }
  | { readonly is: 'inconclusive'; readonly detail: string }
  /** `index` is to be tried next, not before `notBefore`. */
  | { readonly is: 'testing'; readonly index: number; readonly attempt: number; readonly notBefore: number };

const inconclusiveAttempts = 3;
const inconclusiveEveryMs = 2_000;

/** Judges a stop's smoke tests: they run in order, an http test is repeated before it counts as failed, a rollout is watched until its time is up. */
export function smokeVerdict(options: { car: PlannedCar; stop: StopState; pollMs: number }): SmokeVerdict {
  const { car, stop, pollMs } = options;
  for (const [index, smoke] of car.smoke.entries()) {
    const seen = stop.smoke[index];
    if (!seen) return { is: 'testing', index, attempt: 1, notBefore: 0 };
    if (seen.result === 'passed') continue;
    const again = (everyMs: number): SmokeVerdict => ({
      is: 'testing',
      index,
      attempt: seen.attempts + 1,
      notBefore: seen.lastAt + everyMs,
    });
    if (seen.result === 'inconclusive') {
      return seen.attempts < inconclusiveAttempts
        ? again(Math.min(inconclusiveEveryMs, pollMs))
        : { is: 'inconclusive', detail: seen.detail };
    }
    if (smoke.kind === 'http' && seen.attempts < smoke.attempts) return again(smoke.everyMs);
    if (smoke.kind === 'rollout' && seen.result === 'pending') {
      if (seen.lastAt - seen.firstAt < smoke.timeoutMs) return again(pollMs);
      return { is: 'failed', detail: `${seen.detail} after ${Math.round(smoke.timeoutMs / 1_000)} s` };
    }
    const times = seen.attempts > 1 ? `, ${seen.attempts} times` : '';
    return { is: 'failed', detail: `${seen.detail}${times}` };
  }
  return { is: 'passed' };
}
