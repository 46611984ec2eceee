import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { TrainContext } from '../connect/edges.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { stateOf } from '../run/session.ts';
import { reportCommand, runCommand } from '../view/commands.ts';
import { type Desk, desk } from './desk.ts';
import type { DriveFlags } from './drive.ts';
import { goOn } from './go-on.ts';
import { findJournal, tellNoRunHere } from './known-run.ts';
import { findOnServer } from './run-on-server.ts';
import { withFolder } from './with-folder.ts';
import { hasServer, withServer, withServerOf } from './with-server.ts';
import { withTrainLock } from './with-train-lock.ts';

export interface ResumeFlags extends DriveFlags {
  readonly ask: boolean;
  readonly wait?: number;
  readonly takeOver: boolean;
  readonly state?: string;
}

/** `resume [RUN]`: goes on where the run stands, from its journal or from what the server keeps of it; a run that has ended says so. */
export async function resume(this: TrainContext, flags: ResumeFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(await withFolder(at, () => resumeRun(at, flags, name)));
}

async function resumeRun(at: Desk, flags: ResumeFlags, name: string | undefined): Promise<ExitCode> {
  const here = await findJournal(at, name);
  if (!here.ok) return here.exit;
  const drive = (lock: RunLock) => (connection: Parameters<typeof goOn>[2]) =>
    withTrainLock(at, { train: lock.plan.train, what: `resume ${lock.run}` }, () => goOn(at, lock, connection, flags));
  if (here.value) {
    const { lock } = here.value;
    const finished = stateOf(here.value)?.finished;
    return finished ? tellEnded(at, lock, finished.outcome) : withServerOf(at, lock, drive(lock));
  }
  // Without a server and without a world there is nobody to ask.
  if (!hasServer(at)) return tellNoRunHere(at, name);
  return withServer(at, { fresh: false }, async (connection) => {
    const there = await findOnServer(at, connection, name);
    if (there.ok) at.say(`run ${there.value.run} has no journal here: it goes on from what the server keeps of it`);
    return there.ok ? drive(there.value)(connection) : there.exit;
  });
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
