import type { Clock } from '../clock.ts';

/** Time that only goes forward, in milliseconds from where the clock stood. */
export interface SteadyTime {
  readonly clock: Clock;
  now(): number;
  /** Somebody slept until then, so it is then at least: a timer may end a moment early, and a clock may be set back. */
  slept(untilMs: number): void;
}

/** Counts on when the clock goes on, and stands still when it is set back. */
export function createSteadyTime(clock: Clock): SteadyTime {
  let seen = clock.now();
  let time = seen;

  function now(): number {
    const read = clock.now();
    time += Math.max(0, read - seen);
    seen = read;
    return time;
  }

  return {
    clock,
    now,
    slept(untilMs) {
      time = Math.max(now(), untilMs);
    },
  };
}
