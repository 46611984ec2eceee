import { setTimeout as delay } from 'node:timers/promises';

/** Time as the shell sees it. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after a while, or when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const wallClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
