import { setTimeout as delay } from 'node:timers/promises';

/** Time as the shell sees it. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after a while, or when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs something after a while, unless the returned function is called first; real time when absent. */
  startTimer?(ms: number, run: () => void): () => void;
}

/**
 * The machine's time as it was at the start, counted on steadily: somebody who sets the clock neither cuts short how long a lost answer is looked
 * for, nor makes the run deaf until the old time comes again.
 */
export function steadyTime(time: { readonly wall: () => number; readonly steady: () => number }): () => number {
  const offset = time.wall() - time.steady();
  return () => Math.round(offset + time.steady());
}

/**
 * The same clock, put forward where it is behind: a run goes on at the time that its journal knows, whichever machine takes it up and however its
 * clock was set.
 */
export function notBefore(clock: Clock, at: number): Clock {
  const behind = Math.max(at - clock.now(), 0);
  return behind === 0 ? clock : { ...clock, now: () => clock.now() + behind };
}

export const wallClock: Clock = {
  now: steadyTime({ wall: Date.now, steady: () => performance.now() }),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
