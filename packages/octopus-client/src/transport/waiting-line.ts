import type { SteadyTime } from './steady-time.ts';

/** People in a line, the first of whom passes as soon as it may. One timer for all of them, and none when nobody waits. */
export interface WaitingLine {
  /** Nothing when it may pass at once. Rejects with the signal's reason when that is aborted first. */
  enter(signal?: AbortSignal): Promise<void> | undefined;
}

interface Waiter {
  pass(): void;
  fail(reason: unknown): void;
}

/** `missingMs` says how long the first has to wait yet, and is asked again after each wait; `pass` is told of each that goes. */
export function createWaitingLine(options: {
  readonly time: SteadyTime;
  readonly missingMs: () => number;
  readonly pass: () => void;
}): WaitingLine {
  const { time, missingMs, pass } = options;
  const waiters = new Set<Waiter>();
  let sleeping: AbortController | undefined;
  let isServing = false;

  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (let [first] = waiters; first !== undefined; [first] = waiters) {
      const waitMs = missingMs();
      if (waitMs > 0) await sleep(waitMs);
      else {
        pass();
        first.pass();
      }
    }
    isServing = false;
  }

  async function sleep(ms: number): Promise<void> {
    const until = time.now() + ms;
    sleeping = new AbortController();
    const { signal } = sleeping;
    try {
      await time.clock.sleep(ms, signal);
      if (!signal.aborted) time.slept(until);
    } catch (error) {
      // A clock that fails fails everybody who counts on it; one that was told to stop did as it was told.
      if (!signal.aborted) for (const waiter of [...waiters]) waiter.fail(error);
    } finally {
      sleeping = undefined;
    }
  }

  return {
    enter(signal) {
      signal?.throwIfAborted();
      if (waiters.size === 0 && missingMs() <= 0) {
        pass();
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const waiter = { pass: () => leave(resolve), fail: (reason: unknown) => leave(() => reject(reason)) };
        const onAbort = () => waiter.fail(signal?.reason);
        function leave(end: () => void): void {
          waiters.delete(waiter);
          signal?.removeEventListener('abort', onAbort);
          if (waiters.size === 0) sleeping?.abort();
          end();
        }
        signal?.addEventListener('abort', onAbort, { once: true });
        waiters.add(waiter);
        void serve();
      });
    },
  };
}
