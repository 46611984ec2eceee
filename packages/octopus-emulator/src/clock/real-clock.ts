import type { Clock, Timer } from './clock.ts';

/** Longest delay that the platform's timers can hold. */
const longestTimeoutMs = 2_147_483_647;

/** The wall clock, whose simulated work can be made faster or slower while it goes on. */
export interface RealClock extends Clock {
  speed(): number;
  /**
   * Timers that wait go on at the new speed with what is left of them.
   *
   * @throws {RangeError} unless it is above 0.
   */
  setSpeed(speed: number): void;
}

interface Waiting {
  readonly run: () => void;
  /** Simulated work that was left when it was armed. */
  leftMs: number;
  armedAtMs: number;
  handle?: ReturnType<typeof setTimeout>;
}

/**
 * The wall clock, with simulated work done `speed` times faster: with a speed of 10, `after(30_000)` fires in three seconds.
 * `now()` stays wall time. Timers do not keep the process alive.
 */
export function realClock(options: { speed?: number } = {}): RealClock {
  const waiting = new Set<Waiting>();
  let speed = checked(options.speed ?? 1);

  function arm(timer: Waiting): void {
    timer.armedAtMs = performance.now();
    timer.handle = setTimeout(
      () => {
        waiting.delete(timer);
        timer.run();
      },
      Math.min(timer.leftMs / speed, longestTimeoutMs),
    );
    timer.handle.unref();
  }

  return {
    now: () => Date.now(),
    after(delayMs, run): Timer {
      const timer: Waiting = { run, leftMs: Math.max(0, delayMs), armedAtMs: 0 };
      waiting.add(timer);
      arm(timer);
      return {
        cancel() {
          clearTimeout(timer.handle);
          waiting.delete(timer);
        },
      };
    },
    speed: () => speed,
    setSpeed(wanted) {
      const next = checked(wanted);
      for (const timer of waiting) {
        clearTimeout(timer.handle);
        timer.leftMs = Math.max(0, timer.leftMs - (performance.now() - timer.armedAtMs) * speed);
      }
      speed = next;
      for (const timer of waiting) arm(timer);
    },
  };
}

function checked(speed: number): number {
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new RangeError(`speed must be above 0, not ${speed}`);
}
