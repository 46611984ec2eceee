import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { isRunId, type RunState, type TrainEvent } from '@octotrain/train-engine';
import { fileShelf } from '../journal/file-shelf.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { replayJournal } from '../run/session.ts';
import type { Desk } from './desk.ts';
import type { Or } from './prepare.ts';

/** A run as its journal tells it. */
export interface KnownRun {
  readonly run: string;
  readonly read: ReadJournal;
  readonly state: RunState;
  readonly events: readonly TrainEvent[];
}

/** Finds a run by its id, or the latest; why there is none is told. */
export async function findRun(at: Desk, name: string | undefined): Promise<Or<KnownRun>> {
  const run = name ?? (await at.folder.runs())[0];
  if (run === undefined) return { ok: false, exit: tellNoRunHere(at, undefined) };
  if (!isRunId(run)) return tellNoRun(at, run);
  const reading = await fileShelf(at.folder).read(run);
  if (!reading.ok) {
    at.say(reading.message);
    const known = await at.folder.runs();
    if (reading.code === 'no-journal' && known.length > 0) at.say(`runs here: ${known.slice(0, 5).join(', ')}`);
    return { ok: false, exit: reading.code === 'no-journal' ? exitCodes.usage : exitCodes.failed };
  }
  const { state, events } = replayJournal(reading.journal);
  if (!state) {
    at.say(`run ${run} was cut off before it began: nothing was sent. Start it again.`);
    return { ok: false, exit: exitCodes.failed };
  }
  return { ok: true, value: { run, read: reading.journal, state, events } };
}

/** What is not called as runs are. */
export function tellNoRun(at: Desk, name: string): { readonly ok: false; readonly exit: ExitCode } {
  at.say(`\`${name}\` is no run: a run is called like friday-20261123-k4t9qz`);
  return { ok: false, exit: exitCodes.usage };
}

/** The folder has no run, or not the one that is wanted. */
export function tellNoRunHere(at: Desk, name: string | undefined): ExitCode {
  at.say(name === undefined ? `there is no run in ${at.folder.path}` : `no journal at ${at.folder.journalPath(name)}`);
  at.say('start one:  pnpm train friday.yaml');
  return exitCodes.usage;
}
