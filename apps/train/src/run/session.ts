import {
  type Assessment,
  assess,
  type Decision,
  decide,
  narrate,
  type Plan,
  type RunEvent,
  type RunState,
  replay,
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
  const session = makeSession({ lock, journal, listeners, state, past: () => [] });
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
  const state = stateOf(read);
  if (!state) return startSession({ lock: read.lock, journal, listeners, at });
  return makeSession({ lock: read.lock, journal, listeners, state, past: () => storyOf(read) });
}

const states = new WeakMap<ReadJournal, RunState | null>();

/** The state that a journal leads to; null for one that ends before its first event. */
export function stateOf(read: ReadJournal): RunState | null {
  const known = states.get(read);
  if (known !== undefined) return known;
  const state = replay(
    read.lock.plan,
    read.events.map(({ event }) => event),
  );
  states.set(read, state);
  return state;
}

/** The story that a journal tells. */
export function storyOf(read: ReadJournal): readonly TrainEvent[] {
  const events: TrainEvent[] = [];
  let state: RunState | null = null;
  for (const { time, event } of read.events) {
    const next: RunState = stateAfter(read.lock.plan, state, event);
    for (const body of narrate(read.lock.plan, state, next, event)) {
      events.push({ schema: 1, seq: events.length + 1, time, run: read.lock.run, ...body });
    }
    state = next;
  }
  return events;
}

function makeSession(options: {
  lock: RunLock;
  journal: Journal;
  listeners: readonly Listener[];
  state: RunState;
  /** What was told before; asked when it is needed, for a pass in which nothing happens tells nothing. */
  past: () => readonly TrainEvent[];
}): Session & { tell(before: RunState | null, event: RunEvent, time: string): void } {
  const { lock, journal, listeners, past } = options;
  let told: TrainEvent[] | undefined;
  // Put into words when somebody listens or asks.
  const untold: Untold[] = [];
  let state = options.state;
  function story(): readonly TrainEvent[] {
    told ??= [...past()];
    for (const { before, after, event, time, to } of untold.splice(0)) {
      for (const body of narrate(lock.plan, before, after, event)) {
        const next: TrainEvent = { schema: 1, seq: told.length + 1, time, run: lock.run, ...body };
        told.push(next);
        for (const listener of to) listener(next, after);
      }
    }
    return told;
  }
  function tell(before: RunState | null, event: RunEvent, time: string): void {
    untold.push({ before, after: state, event, time, to: [...listeners] });
    if (listeners.length > 0) story();
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
    get events() {
      return story();
    },
    tell,
  };
}

/** What was heard, and who was there to be told. */
interface Untold {
  readonly before: RunState | null;
  readonly after: RunState;
  readonly event: RunEvent;
  readonly time: string;
  readonly to: readonly Listener[];
}

/** Whether only the time went by: each part of the state is kept as the same object while nothing in it changes. */
function sameFacts(before: RunState, after: RunState): boolean {
  // Both have exactly the keys of RunState.
  return (Object.keys(after) as (keyof RunState)[]).every((key) => before[key] === after[key]);
}
