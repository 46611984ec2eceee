import {
  type Assessment,
  assess,
  type Decision,
  decide,
  narrate,
  type Plan,
  type RunEvent,
  type RunState,
  stateAfter,
  type TrainEvent,
} from '@octotrain/train-engine';
import type { Journal } from '../journal/journal.ts';
import type { RunLock } from '../journal/lock-record.ts';
import type { ReadJournal } from '../journal/read-journal.ts';

/** Told of what happens in a run, in order. */
export type Listener = (event: TrainEvent, state: RunState) => void;

/** A run in this process: its state, kept equal to its journal. */
export interface Session {
  readonly lock: RunLock;
  readonly plan: Plan;
  state(): RunState;
  decision(): Decision;
  /** Where every stop and gate stands. */
  view(): Assessment;
  /** Takes an event in: writes it down when it changes what is known, and tells the listeners. */
  hear(event: RunEvent): Promise<void>;
  /** The same, and returns when the journal is on disk, with its hash so far: before a request that changes something. */
  intend(event: RunEvent): Promise<string>;
  readonly events: readonly TrainEvent[];
}

/** A new run: its first event is `started`. */
export async function startSession(options: {
  lock: RunLock;
  journal: Journal;
  listeners: readonly Listener[];
  at: number;
}): Promise<Session> {
  const { lock, journal, listeners, at } = options;
  const started = { type: 'started', run: lock.run, planHash: lock.planHash, settings: lock.settings, at } as const;
  const state = stateAfter(lock.plan, null, started);
  const session = makeSession({ lock, journal, listeners, state, events: [] });
  session.tell(null, started, new Date(at).toISOString());
  await journal.append(started);
  return session;
}

/**
 * A run that goes on from its journal: what was told before is not told again, and counts on. One that was cut off before its first event begins now.
 */
export async function continueSession(options: {
  read: ReadJournal;
  journal: Journal;
  listeners: readonly Listener[];
  at: number;
}): Promise<Session> {
  const { read, journal, listeners, at } = options;
  const { state, events } = replayJournal(read);
  if (!state) return startSession({ lock: read.lock, journal, listeners, at });
  return makeSession({ lock: read.lock, journal, listeners, state, events });
}

/** The state that a journal leads to, and the story it tells. */
export function replayJournal(read: ReadJournal): { state: RunState | null; events: readonly TrainEvent[] } {
  const events: TrainEvent[] = [];
  let state: RunState | null = null;
  for (const { time, event } of read.events) {
    const next: RunState = stateAfter(read.lock.plan, state, event);
    for (const body of narrate(read.lock.plan, state, next, event)) {
      events.push({ schema: 1, seq: events.length + 1, time, run: read.lock.run, ...body });
    }
    state = next;
  }
  return { state, events };
}

function makeSession(options: {
  lock: RunLock;
  journal: Journal;
  listeners: readonly Listener[];
  state: RunState;
  events: readonly TrainEvent[];
}): Session & { tell(before: RunState | null, event: RunEvent, time: string): void } {
  const { lock, journal, listeners } = options;
  const events = [...options.events];
  let state = options.state;
  function tell(before: RunState | null, event: RunEvent, time: string): void {
    for (const body of narrate(lock.plan, before, state, event)) {
      const told: TrainEvent = { schema: 1, seq: events.length + 1, time, run: lock.run, ...body };
      events.push(told);
      for (const listener of listeners) listener(told, state);
    }
  }
  async function hear(event: RunEvent): Promise<void> {
    const before = state;
    state = stateAfter(lock.plan, before, event);
    const learned = { ...state, now: before.now };
    if (state === before || sameFacts(before, learned)) return;
    tell(before, event, new Date(state.now).toISOString());
    await journal.append(event);
  }
  return {
    lock,
    plan: lock.plan,
    state: () => state,
    decision: () => decide(lock.plan, state),
    view: () => assess(lock.plan, state),
    hear,
    async intend(event) {
      await hear(event);
      return journal.durable();
    },
    events,
    tell,
  };
}

/** Whether only the time went by: each part of the state is kept as the same object while nothing in it changes. */
function sameFacts(before: RunState, after: RunState): boolean {
  // Both have exactly the keys of RunState.
  return (Object.keys(after) as (keyof RunState)[]).every((key) => before[key] === after[key]);
}
