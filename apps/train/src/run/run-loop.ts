import type { Clock } from './clock.ts';
import { type Hands, ServerTrouble } from './hands.ts';
import { LeaseLost } from './lease.ts';
import type { Session } from './session.ts';
import { tick } from './tick.ts';

/** How this process left a run. All but `finished` leave it open, to be resumed. */
export type Ending =
  | { readonly is: 'finished'; readonly failed: boolean }
  | { readonly is: 'waiting' }
  | { readonly is: 'unknown' }
  | { readonly is: 'interrupted' }
  | { readonly is: 'unreachable'; readonly message: string }
  | { readonly is: 'not-permitted'; readonly message: string }
  /** Somebody else drives the trains of this key now. */
  | { readonly is: 'taken-over'; readonly message: string }
  /** A person stopped the trains of this key. */
  | { readonly is: 'halted'; readonly message: string };

/** Tries to answer what a run waits for; true when it answered something. */
export type Answerer = (session: Session) => Promise<boolean>;

/**
 * Drives a run until it ends, or until nothing but people can bring it on for longer than `waitMs`. A server that is away is asked again for
 * `patienceMs` before the run is left.
 */
export async function runLoop(options: {
  session: Session;
  hands: Hands;
  clock: Clock;
  /** Infinity: stay at a gate without end. */
  waitMs: number;
  patienceMs: number;
  signal: AbortSignal;
  answerer?: Answerer;
  /** Called once when the run begins to wait for people. */
  onWaiting?: () => void;
}): Promise<Ending> {
  const { session, hands, clock, waitMs, patienceMs, signal, answerer, onWaiting } = options;
  const { pollMs } = session.lock.settings;
  let waitingSince: number | undefined;
  let awaySince: number | undefined;
  while (!signal.aborted) {
    try {
      const decision = await tick({ session, hands, clock, signal });
      awaySince = undefined;
      if (session.state().finished) return { is: 'finished', failed: session.state().finished?.outcome === 'failed' };
      if (decision.standing === 'stuck') return { is: 'unknown' };
      if (decision.standing === 'waiting') {
        if (answerer && (await answerer(session))) continue;
        if (waitingSince === undefined) onWaiting?.();
        waitingSince ??= clock.now();
        if (clock.now() - waitingSince >= waitMs) return { is: 'waiting' };
      } else {
        waitingSince = undefined;
      }
      const wakeAt = decision.wakeAt ?? clock.now() + pollMs;
      await clock.sleep(Math.min(Math.max(wakeAt - clock.now(), 0), pollMs), signal);
    } catch (error) {
      if (error instanceof LeaseLost) {
        const { is, message } = error.word;
        return { is: is === 'taken' ? 'taken-over' : 'halted', message };
      }
      if (!(error instanceof ServerTrouble)) throw error;
      if (error.code !== 'unreachable') return { is: 'not-permitted', message: error.message };
      awaySince ??= clock.now();
      if (clock.now() - awaySince >= patienceMs) return { is: 'unreachable', message: error.message };
      await clock.sleep(pollMs, signal);
    }
  }
  return { is: 'interrupted' };
}
