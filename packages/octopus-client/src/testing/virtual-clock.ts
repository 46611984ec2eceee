import type { Clock } from '../clock.ts';

/** A clock on which sleeping takes no time: it moves the clock, and remembers how far. */
export interface VirtualClock extends Clock {
  readonly slept: readonly number[];
  advance(ms: number): void;
  /** Ends all time limits that are running. */
  expireTimers(): void;
}

export function createVirtualClock(): VirtualClock {
  let now = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  const timers = new Set<() => void>();
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    startTimer(_ms, run) {
      timers.add(run);
      return () => timers.delete(run);
    },
    advance(ms) {
      now += ms;
    },
    expireTimers() {
      for (const run of timers) run();
    },
  };
}
