import type { Clock } from '../clock.ts';
import { createRequestBudget, type Pause, type RequestBudget, type RequestRate } from './request-budget.ts';
import { createSteadyTime } from './steady-time.ts';

/** What this process knows of a server's patience. */
interface Patience {
  readonly pause: Pause;
  limited?: RequestBudget;
}

/** By clock and origin: a test that moves its own clock shares with nobody. */
const known = new WeakMap<Clock, Map<string, Patience>>();

/**
 * The bucket that everything in this process shares for one server, whatever the path behind its origin; the lowest rate asked for holds for all.
 * Who asks without limit has no bucket, but waits with the others when the server wants to be left alone.
 */
export function sharedBudget(server: string, rate: RequestRate, clock: Clock): RequestBudget {
  const ofClock = known.get(clock) ?? new Map<string, Patience>();
  known.set(clock, ofClock);
  const { origin } = new URL(server);
  const patience = ofClock.get(origin) ?? { pause: { time: createSteadyTime(clock), untilMs: 0 } };
  ofClock.set(origin, patience);
  if (rate.requestsPerMinute <= 0) return createRequestBudget(rate, patience.pause);
  patience.limited ??= createRequestBudget(rate, patience.pause);
  patience.limited.lower(rate);
  return patience.limited;
}
