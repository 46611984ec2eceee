import type { Clock } from './clock.ts';
import { type Ending, endingOf } from './ending.ts';
import { ServerTrouble } from './hands.ts';
import type { Leg } from './leg.ts';
import type { Session } from './session.ts';
import { tick } from './tick.ts';

/** What a turn came to: the run was left, or wants another turn. */
export type Turn = { readonly ending: Ending } | { readonly ending: null; readonly wakeAt: number };

/** Drives one leg, turn by turn: between two turns it holds nothing but the leg. */
export interface Driver {
  readonly leg: Leg;
  turn(signal: AbortSignal): Promise<Turn>;
}

/** Tries to answer what a run waits for; true when it answered something. */
export type Answerer = (session: Session) => Promise<boolean>;

/** How long a driver stays with its run. */
export interface Patience {
  /** How long it stays at a gate. Infinity: without end. */
  readonly waitMs: number;
  /** How long a server that is away is asked again before the run is left. */
  readonly awayMs: number;
}

/** What a driver tells of its run that no event says. */
export interface Told {
  /** Once, when the run begins to wait for people. */
  waiting(): void;
  /** Once, when the server could not be asked, though it will be again. */
  away(message: string): void;
  /** The server answers again. */
  back(): void;
}

export function createDriver(options: {
  leg: Leg;
  patience: Patience;
  answerer?: Answerer | undefined;
  readonly told?: Partial<Told>;
}): Driver {
  const { leg, patience, answerer, told = {} } = options;
  const { session, clock } = leg;
  const { pollMs } = session.lock.settings;
  let waitingSince: number | undefined;
  let awaySince: number | undefined;

  async function onward(signal: AbortSignal): Promise<Turn> {
    await leg.lease.keep();
    const decision = await tick({ session, hands: leg.hands, clock, signal });
    if (awaySince !== undefined) told.back?.();
    awaySince = undefined;
    const { finished } = session.state();
    if (finished) return { ending: { is: 'finished', failed: finished.outcome === 'failed' } };
    if (decision.standing === 'stuck') return { ending: { is: 'unknown' } };
    if (decision.standing === 'waiting') {
      if (answerer && (await answerer(session))) return { ending: null, wakeAt: clock.now() };
      if (waitingSince === undefined) told.waiting?.();
      waitingSince ??= clock.now();
      if (clock.now() - waitingSince >= patience.waitMs) return { ending: { is: 'waiting' } };
    } else {
      waitingSince = undefined;
    }
    return { ending: null, wakeAt: soonest(clock, decision.wakeAt, pollMs) };
  }

  return {
    leg,
    async turn(signal) {
      if (signal.aborted) return { ending: { is: 'interrupted' } };
      try {
        return await onward(signal);
      } catch (error) {
        const ending = endingOf(error);
        if (!(error instanceof ServerTrouble) || error.code !== 'unreachable') return { ending };
        const isNew = awaySince === undefined;
        awaySince ??= clock.now();
        if (clock.now() - awaySince >= patience.awayMs) return { ending };
        if (isNew) told.away?.(error.message);
        return { ending: null, wakeAt: clock.now() + pollMs };
      }
    },
  };
}

/** Whatever waits for people is asked about every `pollMs`, too. */
function soonest(clock: Clock, wakeAt: number | null, pollMs: number): number {
  const latest = clock.now() + pollMs;
  return Math.min(wakeAt ?? latest, latest);
}
