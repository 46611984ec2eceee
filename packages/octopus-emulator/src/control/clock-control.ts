import type { Background } from '../clock/background.ts';
import type { Clock } from '../clock/clock.ts';
import type { RealClock } from '../clock/real-clock.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Store } from '../store/store.ts';

/** What a clock shows. */
export interface ClockState {
  /** `own`: a clock that was handed in, and can neither be moved nor made faster. */
  readonly kind: 'virtual' | 'real' | 'own';
  readonly nowMs: number;
  /** Simulated work goes so many times faster than the clock; null where it cannot be changed. */
  readonly speed: number | null;
  /** How many timers wait, and when the next falls due; null for a clock that does not tell. */
  readonly waiting: number | null;
  readonly nextDueMs: number | null;
}

/** How far to move: by a duration, or to a time of the clock. */
export type Advance = { readonly byMs: number } | { readonly toMs: number };

/** What was done, or why it was not. */
export type ClockAnswer<T = ClockState> =
  | { readonly ok: true; readonly clock: T }
  | { readonly ok: false; readonly message: string };

/** Time in the hands of whoever runs the server. */
export interface ClockControl {
  state(): ClockState;
  /**
   * Moves a virtual clock from timer to timer, and lets the work that each sets off settle before the next. `settled` is
   * false when some work did not end in time: it may wait for something outside. One move after another, never two at once.
   */
  advance(how: Advance): Promise<ClockAnswer<ClockState & { readonly settled: boolean }>>;
  /** Makes simulated work faster or slower, on the wall clock. */
  setSpeed(speed: number): ClockAnswer;
}

/** How long work between two timers is waited for, on the wall clock. */
const PATIENCE_MS = 2_000;
/** Further than a year at once is a slip of the hand. */
const FURTHEST_MS = 366 * 86_400_000;
const KEPT_ID = 'clock';

/** Sets a virtual clock to where it stood when the state was kept, before any timer is set. */
export function takeUpClock(store: Store, clock: Clock): void {
  const kept = store.get('KeptClocks', KEPT_ID);
  if (kept === undefined || !isVirtual(clock)) return;
  clock.advance(Math.max(0, Date.parse(kept.Now) - clock.now()));
}

export function createClockControl(
  world: { readonly clock: Clock; readonly background: Background; readonly store: Store },
  options: { patienceMs?: number } = {},
): ClockControl {
  const { clock, background, store } = world;
  let last: Promise<unknown> = Promise.resolve();

  async function move(clock: VirtualClock, how: Advance): ReturnType<ClockControl['advance']> {
    const untilMs = 'byMs' in how ? clock.now() + how.byMs : how.toMs;
    const refusal = refusalOf(untilMs, clock.now());
    if (refusal !== undefined) return { ok: false, message: refusal };
    let settled = await settle();
    for (let dueMs = clock.nextDueMs(); dueMs !== undefined && dueMs <= untilMs; dueMs = clock.nextDueMs()) {
      clock.advance(Math.max(0, dueMs - clock.now()));
      settled = await settle();
    }
    clock.advance(Math.max(0, untilMs - clock.now()));
    store.put('KeptClocks', { Id: KEPT_ID, Now: new Date(clock.now()).toISOString() });
    return { ok: true, clock: { ...stateOf(clock), settled } };
  }

  /** Work may wait for a timer itself, as a delayed request does: then time has to go on. */
  async function settle(): Promise<boolean> {
    const { promise, end } = patience(options.patienceMs ?? PATIENCE_MS);
    const settled = await Promise.race([background.settled().then(() => true), promise]);
    end();
    return settled;
  }

  return {
    state: () => stateOf(clock),
    async advance(how) {
      if (!isVirtual(clock))
        return { ok: false, message: 'Only a virtual clock can be moved: start the server with one.' };
      const moved = last.then(() => move(clock, how));
      last = moved.catch(() => undefined);
      return moved;
    },
    setSpeed(speed) {
      if (!isReal(clock))
        return { ok: false, message: 'Only the wall clock has a speed: move a virtual clock instead.' };
      if (!(speed > 0 && Number.isFinite(speed)))
        return { ok: false, message: `A speed is a number above 0, not ${speed}.` };
      clock.setSpeed(speed);
      return { ok: true, clock: stateOf(clock) };
    },
  };
}

function refusalOf(untilMs: number, nowMs: number): string | undefined {
  if (!Number.isFinite(untilMs)) return 'That is no time.';
  if (untilMs < nowMs) return `The clock shows ${new Date(nowMs).toISOString()} already, and never goes back.`;
  return untilMs - nowMs > FURTHEST_MS ? 'The clock moves by a year at most.' : undefined;
}

function patience(ms: number): { promise: Promise<false>; end: () => void } {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<false>((resolve) => {
    handle = setTimeout(() => resolve(false), ms);
  });
  return { promise, end: () => clearTimeout(handle) };
}

function stateOf(clock: Clock): ClockState {
  const nowMs = clock.now();
  if (isVirtual(clock)) {
    return { kind: 'virtual', nowMs, speed: null, waiting: clock.pending(), nextDueMs: clock.nextDueMs() ?? null };
  }
  const rest = { nowMs, waiting: null, nextDueMs: null };
  return isReal(clock) ? { kind: 'real', speed: clock.speed(), ...rest } : { kind: 'own', speed: null, ...rest };
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'nextDueMs' in clock && 'advance' in clock;
}

function isReal(clock: Clock): clock is RealClock {
  return 'setSpeed' in clock;
}
