import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { isRunId, type RunState, type TrainEvent } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import { realSurroundings } from '../connect/real-surroundings.ts';
import { fileShelf } from '../journal/file-shelf.ts';
import type { RunLock } from '../journal/lock-record.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { lookAtRun } from '../run/look.ts';
import { stateOf, storyOf } from '../run/session.ts';
import type { Desk } from './desk.ts';
import type { Or } from './prepare.ts';
import { findOnServer } from './run-on-server.ts';
import { hasServer, withServer, withServerOf } from './with-server.ts';

/** A run as its journal tells it, or as the server shows it. */
export interface KnownRun {
  readonly run: string;
  readonly lock: RunLock;
  readonly state: RunState;
  readonly events: readonly TrainEvent[];
}

/** The run's journal, of the latest run when none is named; null when there is none here. Why it cannot be read is told. */
export async function findJournal(at: Desk, name: string | undefined): Promise<Or<ReadJournal | null>> {
  const shelf = fileShelf(at.folder);
  const run = name ?? (await shelf.runs())[0];
  if (run === undefined) return { ok: true, value: null };
  if (!isRunId(run)) {
    at.say(`\`${run}\` is no run: a run is called like friday-20261123-k4t9qz`);
    return { ok: false, exit: exitCodes.usage };
  }
  const reading = await shelf.read(run);
  if (reading.ok) return { ok: true, value: reading.journal };
  if (reading.code === 'no-journal') return { ok: true, value: null };
  at.say(reading.message);
  return { ok: false, exit: exitCodes.failed };
}

/** Works with a run as it stands, from its journal and without asking the server; where no journal is here, as the server shows it. */
export async function withRun(
  at: Desk,
  name: string | undefined,
  work: (known: KnownRun) => Promise<ExitCode>,
): Promise<ExitCode> {
  const here = await findJournal(at, name);
  if (!here.ok) return here.exit;
  if (!here.value) return fromServer(at, name, work);
  const known = knownFrom(at, here.value);
  return known.ok ? work(known.value) : known.exit;
}

/** The same, connected to the server that the run is on. */
export async function withRunOnServer(
  at: Desk,
  name: string | undefined,
  work: (known: KnownRun, connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  const here = await findJournal(at, name);
  if (!here.ok) return here.exit;
  if (!here.value) return fromServer(at, name, work);
  const known = knownFrom(at, here.value);
  if (!known.ok) return known.exit;
  return withServerOf(at, here.value.lock, (connection) => work(known.value, connection));
}

function knownFrom(at: Desk, journal: ReadJournal): Or<KnownRun> {
  const { lock } = journal;
  const state = stateOf(journal);
  if (state) return { ok: true, value: { run: lock.run, lock, state, events: storyOf(journal) } };
  at.say(`run ${lock.run} was cut off before it began: nothing was sent. Start it again.`);
  return { ok: false, exit: exitCodes.failed };
}

async function fromServer(
  at: Desk,
  name: string | undefined,
  work: (known: KnownRun, connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (!hasServer(at)) return tellNoRunHere(at, name);
  return withServer(at, { fresh: false }, async (connection) => {
    const found = await findOnServer(at, connection, name);
    if (!found.ok) return found.exit;
    const lock = found.value;
    at.say(`run ${lock.run} has no journal here: this is what the server shows of it`);
    const session = await lookAtRun(await realSurroundings({ connection, folder: at.folder }), lock);
    return work({ run: lock.run, lock, state: session.state(), events: session.events }, connection);
  });
}

/** The folder has no run, or not the one that is wanted. */
export function tellNoRunHere(at: Desk, name: string | undefined): ExitCode {
  at.say(name === undefined ? `there is no run in ${at.folder.path}` : `no journal at ${at.folder.journalPath(name)}`);
  at.say('start one:  pnpm train friday.yaml');
  return exitCodes.usage;
}
