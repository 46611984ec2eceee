import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** A clock that goes from one timer to the next, in order; nothing happens between. */
export interface SteppedClock extends Required<Clock> {
  /** Sleeps and time limits that are still running. */
  running(): number;
  /** Lets whatever can go on do so, and moves on until no timer is left. */
  runOut(): Promise<void>;
  /** The same for as long as that many milliseconds. */
  run(ms: number): Promise<void>;
}

export function createSteppedClock(): SteppedClock {
  let now = Date.UTC(2026, 0, 1);
  const timers = new Set<{ readonly at: number; run(): void }>();

  function startTimer(ms: number, run: () => void): () => void {
    const timer = { at: now + ms, run };
    timers.add(timer);
    return () => timers.delete(timer);
  }

  async function runUntil(end: number): Promise<void> {
    for (;;) {
      await setImmediate();
      const next = [...timers].sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) return;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.run();
    }
  }

  return {
    now: () => now,
    startTimer,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = startTimer(ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        function onAbort(): void {
          stop();
          reject(signal?.reason);
        }
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    running: () => timers.size,
    runOut: () => runUntil(Number.POSITIVE_INFINITY),
    async run(ms) {
      const end = now + ms;
      await runUntil(end);
      now = end;
    },
  };
}
