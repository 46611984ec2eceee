import type { Clock, Timer } from './clock.ts';

/** A clock whose timers end with whoever set them. */
export interface ClosableClock<Kind extends Clock> {
  /** Tells the time, and moves, as the clock beneath it; its timers are the ones that `close` takes back. */
  readonly clock: Kind;
  /** Takes back every timer that was set through it; those set from now on never fire. */
  close(): void;
}

/** Gives a server a clock of its own over one that others may go on with: a closed server must not wake up once more. */
export function untilClosed<Kind extends Clock>(beneath: Kind): ClosableClock<Kind> {
  const waiting = new Set<Timer>();
  let closed = false;

  function after(delayMs: number, run: () => void): Timer {
    if (closed) return { cancel() {} };
    const timer = beneath.after(delayMs, () => {
      waiting.delete(timer);
      run();
    });
    waiting.add(timer);
    return {
      cancel() {
        waiting.delete(timer);
        timer.cancel();
      },
    };
  }

  return {
    // Everything else that this kind of clock can do, it inherits; Object.create does not say so in its type.
    clock: Object.assign(Object.create(beneath) as Kind, { now: () => beneath.now(), after }),
    close() {
      closed = true;
      for (const timer of waiting) timer.cancel();
      waiting.clear();
    },
  };
}
