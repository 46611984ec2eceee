import type { SteadyTime } from './steady-time.ts';
import { createWaitingLine } from './waiting-line.ts';

/** How fast to ask, in the server's own words for it. `[docs]` */
export interface RequestRate {
  /** How many are allowed each minute, evenly; 0 is without limit. */
  readonly requestsPerMinute: number;
  /** How many may go at once after a rest. */
  readonly burstLimit: number;
}

/** A token bucket, as the server has: it holds a burst, and is refilled evenly. */
export interface RequestBudget {
  /**
   * Waits for the right to send one request, first come, first served; returns nothing when it may go at once. A wait that is aborted ends with the
   * signal's reason and takes nothing.
   */
  take(signal?: AbortSignal): Promise<void> | undefined;
  /** Makes everyone wait, because the server said so; then the bucket counts as empty but for one. */
  hold(ms: number): void;
  /** The lowest of the rates asked for is the one that holds. */
  lower(rate: RequestRate): void;
}

/** Until when a server wants to be left alone; shared by all that ask it. */
export interface Pause {
  readonly time: SteadyTime;
  untilMs: number;
}

/** A bucket of its own; see `sharedBudget`. */
export function createRequestBudget(rate: RequestRate, pause: Pause): RequestBudget {
  const { time } = pause;
  let { requestsPerMinute, burstLimit } = readRate(rate);
  let tokens = burstLimit;
  let filledAt = time.now();
  let scarceUntil = 0;
  const line = createWaitingLine({ time, missingMs, pass: () => (tokens -= 1) });

  /** Fills the bucket up, and says how long it is until one may go. */
  function missingMs(): number {
    const now = time.now();
    if (filledAt < scarceUntil) fill(Math.min(now, scarceUntil), 1);
    fill(now, burstLimit);
    const fillingMs = tokens < 1 ? ((1 - tokens) / requestsPerMinute) * 60_000 : 0;
    return Math.ceil(Math.max(fillingMs, pause.untilMs - now));
  }

  function fill(until: number, brim: number): void {
    if (until <= filledAt) return;
    tokens = Math.min(brim, tokens + ((until - filledAt) / 60_000) * requestsPerMinute);
    filledAt = until;
  }

  return {
    take: line.enter,
    hold(ms) {
      missingMs();
      pause.untilMs = Math.max(pause.untilMs, time.now() + ms);
      if (requestsPerMinute === Number.POSITIVE_INFINITY) return;
      // The server's bucket is empty, whatever this one thought: when the pause is over there is one, and the rest comes as it is refilled.
      tokens = Math.min(tokens, 1);
      scarceUntil = pause.untilMs;
    },
    lower(other) {
      missingMs();
      const asked = readRate(other);
      requestsPerMinute = Math.min(requestsPerMinute, asked.requestsPerMinute);
      burstLimit = Math.min(burstLimit, asked.burstLimit);
      tokens = Math.min(tokens, burstLimit);
    },
  };
}

/** Without limit is an endless bucket. A bucket that cannot hold one request would let none through. */
function readRate({ requestsPerMinute, burstLimit }: RequestRate): RequestRate {
  if (requestsPerMinute <= 0) {
    return { requestsPerMinute: Number.POSITIVE_INFINITY, burstLimit: Number.POSITIVE_INFINITY };
  }
  return { requestsPerMinute, burstLimit: Math.max(1, burstLimit) };
}
