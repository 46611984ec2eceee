import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import { isRunId } from '@octotrain/train-engine';
import { fileShelf } from '../journal/file-shelf.ts';
import type { RunLock } from '../journal/lock-record.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { replayJournal } from '../run/session.ts';
import { reportCommand, runCommand } from '../view/commands.ts';
import { type Desk, desk } from './desk.ts';
import type { DriveFlags } from './drive.ts';
import { goOn } from './go-on.ts';
import { tellNoRun, tellNoRunHere } from './known-run.ts';
import type { Or } from './prepare.ts';
import { findOnServer } from './run-on-server.ts';
import { withFolder } from './with-folder.ts';
import { withServer, withServerOf } from './with-server.ts';
import { withTrainLock } from './with-train-lock.ts';

export interface ResumeFlags extends DriveFlags {
  readonly ask: boolean;
  readonly wait?: number;
  readonly takeOver: boolean;
  readonly state?: string;
}

/** `resume [RUN]`: goes on where the run stands, from its journal or from what the server keeps of it; a run that has ended says so. */
export async function resume(this: ProgramContext, flags: ResumeFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(await withFolder(at, () => resumeRun(at, flags, name)));
}

async function resumeRun(at: Desk, flags: ResumeFlags, name: string | undefined): Promise<ExitCode> {
  const here = await findHere(at, name);
  if (!here.ok) return here.exit;
  const drive = (lock: RunLock) => (connection: Parameters<typeof goOn>[2]) =>
    withTrainLock(at, { train: lock.plan.train, what: `resume ${lock.run}` }, () => goOn(at, lock, connection, flags));
  if (here.value) {
    const { lock } = here.value;
    const finished = replayJournal(here.value).state?.finished;
    return finished ? tellEnded(at, lock, finished.outcome) : withServerOf(at, lock, drive(lock));
  }
  // Without a server and without a world there is nobody to ask.
  if (!at.context.env.OCTOPUS_URL && !existsSync(join(at.folder.path, 'rehearsal'))) return tellNoRunHere(at, name);
  return withServer(at, { fresh: false }, async (connection) => {
    const there = await findOnServer(at, connection, name);
    return there.ok ? drive(there.value)(connection) : there.exit;
  });
}

/** The run by its journal; null when there is none here, and the server may know it. */
async function findHere(at: Desk, name: string | undefined): Promise<Or<ReadJournal | null>> {
  const shelf = fileShelf(at.folder);
  const run = name ?? (await shelf.runs())[0];
  if (run === undefined) return { ok: true, value: null };
  if (!isRunId(run)) return tellNoRun(at, run);
  const reading = await shelf.read(run);
  if (reading.ok) return { ok: true, value: reading.journal };
  if (reading.code === 'no-journal') return { ok: true, value: null };
  at.say(reading.message);
  return { ok: false, exit: exitCodes.failed };
}

function tellEnded(at: Desk, lock: RunLock, outcome: 'done' | 'failed'): ExitCode {
  const failed = outcome === 'failed';
  at.say(`run ${lock.run} has ended: ${failed ? 'it failed' : 'done'}`);
  at.say(
    failed
      ? `start anew, what stands is skipped:  ${runCommand(at.look(), lock.file)}`
      : `see:  ${reportCommand(at.look(), lock.run)}`,
  );
  return failed ? exitCodes.failed : exitCodes.done;
}
