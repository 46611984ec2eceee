import type { Plan, Settings } from '@octotrain/train-engine';
import { makeRunId } from '@octotrain/train-engine';
import { continueJournal, createJournal, type Journal } from '../journal/journal.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import type { Clock } from './clock.ts';
import type { StateFolder } from './run-folder.ts';
import { continueSession, type Listener, type Session, startSession } from './session.ts';

/** A session and the journal under it, which the caller closes. */
export interface OpenSession {
  readonly session: Session;
  readonly journal: Journal;
}

/** Starts a run: its plan is on disk before anything is sent. */
export async function openNewRun(options: {
  folder: StateFolder;
  plan: Plan;
  planHash: string;
  fileHash: string;
  file: string;
  server: string;
  rehearsal: boolean;
  settings: Settings;
  clock: Clock;
  random: () => number;
  listeners: readonly Listener[];
}): Promise<OpenSession> {
  const { folder, plan, planHash, fileHash, file, server, rehearsal, settings, clock, random, listeners } = options;
  const now = () => new Date(clock.now()).toISOString();
  const run = makeRunId({ train: plan.train, isoTime: now(), random });
  const lock = { run, plan, planHash, fileHash, file, server, rehearsal, settings };
  const journal = await createJournal({ path: folder.journalPath(run), lock, now });
  return { session: await startSession({ lock, journal, listeners, at: clock.now() }), journal };
}

/** Goes on with a run; what was in doubt is looked at again. */
export async function openKnownRun(options: {
  folder: StateFolder;
  read: ReadJournal;
  clock: Clock;
  listeners: readonly Listener[];
}): Promise<OpenSession> {
  const { folder, read, clock, listeners } = options;
  const now = () => new Date(clock.now()).toISOString();
  const journal = await continueJournal({ path: folder.journalPath(read.lock.run), read, now });
  return { session: await continueSession({ read, journal, listeners, at: clock.now() }), journal };
}
