import type { Clock } from '../clock.ts';

/** A token bucket: holds a minute's worth of requests, refilled evenly. */
export interface RequestBudget {
  /** Waits for the right to send one request. An aborted wait gives its place back. */
  take(signal?: AbortSignal): Promise<void>;
  /** Makes everyone wait, because the server said so. */
  hold(ms: number): void;
  /** The lowest of the rates asked for is the one that holds. */
  lower(perMinute: number): void;
}

/** One bucket of its own; see {@link sharedBudget}. */
export function createRequestBudget(perMinute: number, clock: Clock): RequestBudget {
  let rate = perMinute;
  let tokens = perMinute;
  let filledAt = clock.now();
  let heldUntil = 0;

  function refill(): void {
    const now = clock.now();
    tokens = Math.min(rate, tokens + ((now - filledAt) / 60_000) * rate);
    filledAt = now;
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      refill();
      tokens -= 1;
      const missing = tokens < 0 ? Math.ceil((-tokens / rate) * 60_000) : 0;
      const wait = Math.max(missing, heldUntil - clock.now());
      if (wait <= 0) return;
      try {
        await clock.sleep(wait, signal);
      } catch (error) {
        tokens += 1;
        throw error;
      }
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
    lower(other) {
      refill();
      rate = Math.min(rate, other);
      tokens = Math.min(tokens, rate);
    },
  };
}

/** All buckets of the process, by clock and server. */
const budgets = new WeakMap<Clock, Map<string, RequestBudget>>();

/** The bucket that everything in this process shares for one server; none for a rate of 0. */
export function sharedBudget(server: string, perMinute: number, clock: Clock): RequestBudget | undefined {
  if (perMinute <= 0) return undefined;
  const ofClock = budgets.get(clock) ?? new Map<string, RequestBudget>();
  budgets.set(clock, ofClock);
  const key = new URL(server).origin;
  const budget = ofClock.get(key) ?? createRequestBudget(perMinute, clock);
  budget.lower(perMinute);
  ofClock.set(key, budget);
  return budget;
}
