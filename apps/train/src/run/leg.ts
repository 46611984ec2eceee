import { makeRunId } from '@octotrain/train-engine';
import type { Journal } from '../journal/journal.ts';
import { JournalTrouble } from '../journal/journal-trouble.ts';
import type { RunLock } from '../journal/lock-record.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { continueJournal, createJournal } from '../journal/shelf.ts';
import type { KeyLeft, Taking } from '../record/key-state.ts';
import { findRunRelease, keepRunRelease } from '../record/run-release.ts';
import { type LeaseRequest, openLease } from '../record/server-lease.ts';
import { octopusHands } from '../server/octopus-hands.ts';
import { type Clock, notBefore } from './clock.ts';
import type { Hands } from './hands.ts';
import { type Lease, noLease, requireLease } from './lease.ts';
import { continueSession, type Listener, type Session, startSession, stateOf } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** One process' stretch of a run: it has the run's journal open, and the right to drive it. */
export interface Leg {
  readonly session: Session;
  readonly hands: Hands;
  readonly lease: Lease;
  /** The run's own time: never before what its journal knows. */
  readonly clock: Clock;
  /** Lets go of the lease and closes the journal. */
  close(): Promise<void>;
}

/** A leg, or why another has the run. */
export type LegOpening =
  | { readonly ok: true; readonly leg: Leg }
  | { readonly ok: false; readonly refusal: Exclude<Taking, { is: 'taken' }> };

/** How a leg is opened, whatever it is of. */
interface Opening {
  readonly surroundings: Surroundings;
  readonly listeners: readonly Listener[];
  /** What the process does, for those who find the train held. */
  readonly what: string;
}

/** What a new run is made of: all of its first line that is not drawn when it begins. */
export type Beginning = Omit<RunLock, 'run' | 'startedAt'>;

/**
 * Starts a run: takes the lease, then its plan is on disk, then on the server, before anything of it is sent. Throws a `JournalTrouble` before anything was sent
 * when the disk does not take it, and a `ServerTrouble`.
 */
export async function beginRun(options: Opening & { readonly beginning: Beginning }): Promise<LegOpening> {
  const { surroundings, beginning } = options;
  const { clock, random, shelf, me } = surroundings;
  const { plan } = beginning;
  await shelf.ready();
  const startedAt = clock.now();
  const run = makeRunId({ train: plan.train, isoTime: new Date(startedAt).toISOString(), random });
  const lock: RunLock = { run, ...beginning, startedAt };
  const leasing = await leaseFor(options, lock, { heads: [], lookedAt: null, begins: true });
  if (!leasing.ok) return leasing;
  const { lease, fence } = leasing;
  const segment = { machine: me.machine, host: me.host, from: 'start', fence } as const;
  const journal = await orLetGo(lease, '', () => createJournal({ shelf, lock, segment, now: isoTime(clock) }));
  const leg = makeLeg(options, { lock, lease, journal, clock });
  return leg.open(async () => {
    await keepRun(surroundings, lock, lease);
    return startSession({ lock, journal, listeners: options.listeners, at: startedAt });
  });
}

/**
 * Goes on with a run, from its journal or, where there is none, from what the server keeps of it: then, and where another machine has driven it since, whatever
 * may have been sent is looked for until `settle` has passed. Throws a `JournalTrouble`, of the code `moved-on` where another worker took it up meanwhile.
 */
export async function takeUpRun(
  options: Opening & {
    readonly known: { readonly lock: RunLock; readonly read: ReadJournal | null };
    /** A person takes it up: what was in doubt is asked again. */
    readonly resumed: boolean;
    readonly takeOver: boolean;
    /** Take the lease only when there is something to write. */
    readonly lazy: boolean;
  },
): Promise<LegOpening> {
  const { surroundings, known, resumed, listeners } = options;
  const { shelf, me } = surroundings;
  const { lock, read } = known;
  const lookedAt = read?.segments.at(-1)?.fence ?? null;
  const leasing = await leaseFor(options, lock, { heads: read?.heads ?? null, lookedAt, begins: false });
  if (!leasing.ok) {
    if (leasing.refusal.is === 'ended' && read) await endHere(options, read, leasing.refusal.left);
    return leasing;
  }
  const { lease, blind, fence } = leasing;
  const clock = notBefore(surroundings.clock, read ? (stateOf(read)?.now ?? 0) : lock.startedAt);
  const now = isoTime(clock);
  const { machine, host } = me;
  const journal = await orLetGo(lease, read?.head ?? '', () =>
    read
      ? continueJournal({ shelf, read, segment: { machine, host, fence }, blind, now })
      : createJournal({ shelf, lock, segment: { machine, host, fence, from: 'record' }, now }),
  );
  const leg = makeLeg(options, { lock, lease, journal, clock });
  return leg.open(async () => {
    // One that was cut off before its first event may not have come to the server either.
    if (read?.events.length === 0) await keepRun(surroundings, lock, lease);
    const session = read
      ? await continueSession({ read, journal, listeners, at: clock.now() })
      : await startSession({ lock, journal, listeners, at: lock.startedAt });
    if (blind || resumed) await session.hear({ type: 'resumed', ...(blind ? { blind } : {}), at: clock.now() });
    return session;
  });
}

/** The run came to its end on another machine: its journal here is brought to its end, too, unless somebody else is at that. */
async function endHere({ surroundings }: Opening, read: ReadJournal, left: KeyLeft): Promise<void> {
  const state = stateOf(read);
  if (!state || state.finished || left.outcome === null) return;
  const { shelf, me } = surroundings;
  const clock = notBefore(surroundings.clock, state.now);
  const segment = { machine: me.machine, host: me.host, fence: read.segments.at(-1)?.fence ?? 0 };
  try {
    const journal = await continueJournal({ shelf, read, segment, blind: false, now: isoTime(clock) });
    await journal.append({ type: 'finished', outcome: left.outcome, at: clock.now() });
    await journal.durable();
    await journal.close();
  } catch (error) {
    if (!(error instanceof JournalTrouble) || error.code !== 'moved-on') throw error;
  }
}

/** The run is kept on the server before anything of it is sent. */
async function keepRun(surroundings: Surroundings, lock: RunLock, lease: Lease): Promise<void> {
  const { record } = lock.plan;
  if (!record) return;
  const api = surroundings.guarded(() => requireLease(lease));
  await keepRunRelease(api, record, lock);
}

async function leaseFor(
  options: Opening & { readonly takeOver?: boolean; readonly lazy?: boolean },
  lock: RunLock,
  journal: Pick<LeaseRequest, 'heads' | 'lookedAt' | 'begins'>,
) {
  const { surroundings, what, takeOver = false, lazy = false } = options;
  const { api, keys, me, isGone, clock, random } = surroundings;
  const { record, train } = lock.plan;
  if (!record) return { ok: true, lease: noLease, blind: journal.heads === null, fence: 0 } as const;
  const request = {
    keys: keys(record),
    key: train,
    run: lock.run,
    ...journal,
    takeOver,
    lazy,
    what,
    me,
    isGone,
    now: clock.now,
    newId: () => Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 16).toString(16)).join(''),
  };
  const leasing = await openLease({ ...request, replaces: null });
  if (leasing.ok || leasing.refusal.is !== 'other-run') return leasing;
  // A run whose process was cut off before the server knew of it has sent nothing, and keeps nobody out.
  const { run: replaces, holder } = leasing.refusal;
  if (holder || (await findRunRelease(api, record, replaces)).is !== 'none') return leasing;
  return openLease({ ...request, replaces });
}

function makeLeg(
  { surroundings }: Opening,
  parts: { readonly lock: RunLock; readonly lease: Lease; readonly journal: Journal; readonly clock: Clock },
) {
  const { lease, journal, clock } = parts;
  const { tasks, probes } = surroundings;
  const api = surroundings.guarded(() => requireLease(lease));
  const hands = octopusHands({ api, tasks, probes, at: clock.now });
  return {
    /** Opens it, or leaves nothing open behind. */
    async open(start: () => Promise<Session>): Promise<LegOpening> {
      try {
        const session = await start();
        const close = () => leave(lease, journal, session.state().finished?.outcome ?? null);
        return { ok: true, leg: { session, hands, lease, clock, close } };
      } catch (error) {
        await leave(lease, journal, null);
        throw error;
      }
    },
  };
}

/** What the disk did not take is not told to the server either: the run stays open, and whoever takes it up looks for what was sent. */
async function leave(lease: Lease, journal: Journal, outcome: 'done' | 'failed' | null): Promise<void> {
  const head = await journal.durable().catch(() => null);
  await journal.close();
  await lease.release(head === null ? { outcome: null, head: '' } : { outcome, head });
}

async function orLetGo<T>(lease: Lease, head: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await lease.release({ outcome: null, head });
    throw error;
  }
}

function isoTime(clock: Clock): () => string {
  return () => new Date(clock.now()).toISOString();
}
