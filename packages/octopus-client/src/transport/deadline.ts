import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';

/** How long a request may take in all, every wait and attempt counted. */
export interface Deadline {
  /** Aborted by the caller, with the caller's reason, or when the time is over. */
  readonly signal: AbortSignal;
  /** Whether that many milliseconds are still left. */
  allows(ms: number): boolean;
  /** Whether it was the time that ended it, not the caller. */
  isOver(): boolean;
  /** Takes its timer and its listener away. */
  stop(): void;
}

/** Starts counting. Without `deadlineMs` the caller's own signal is all there is. */
export function startDeadline(options: {
  readonly clock: Clock;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal;
}): Deadline {
  const { clock, deadlineMs, signal } = options;
  if (deadlineMs === undefined) return { signal, allows: () => true, isOver: () => false, stop: () => undefined };
  const stopping = new AbortController();
  const endsAt = clock.now() + deadlineMs;
  let isOver = false;
  const stopTimer = (clock.startTimer ?? systemClock.startTimer)?.(deadlineMs, () => {
    isOver = !signal.aborted;
    stopping.abort();
  });
  const stop = () => stopping.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return {
    signal: stopping.signal,
    allows: (ms) => clock.now() + ms < endsAt,
    isOver: () => isOver,
    stop() {
      stopTimer?.();
      signal.removeEventListener('abort', stop);
    },
  };
}
