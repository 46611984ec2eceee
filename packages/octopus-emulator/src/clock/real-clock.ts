import type { Clock, Timer } from './clock.ts';

/** Longest delay that the platform's timers can hold. */
const longestTimeoutMs = 2_147_483_647;

/**
 * The wall clock, with simulated work done `speed` times faster: with a speed of 10, `after(30_000)` fires in three seconds.
 * `now()` stays wall time. Timers do not keep the process alive.
 */
export function realClock(options: { speed?: number } = {}): Clock {
  const speed = options.speed ?? 1;
  if (!(speed > 0)) throw new RangeError(`speed must be above 0, not ${speed}`);

  function after(delayMs: number, run: () => void): Timer {
    const wallMs = Math.min(Math.max(0, delayMs) / speed, longestTimeoutMs);
    const handle = setTimeout(run, wallMs);
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  }

  return { now: () => Date.now(), after };
}
