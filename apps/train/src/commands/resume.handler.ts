import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import { desk } from './desk.ts';
import type { DriveFlags } from './drive.ts';
import { goOn } from './go-on.ts';
import { findRun } from './known-run.ts';
import { withServerOf } from './with-server.ts';
import { withTrainLock } from './with-train-lock.ts';

export interface ResumeFlags extends DriveFlags {
  readonly ask: boolean;
  readonly wait?: number;
  readonly state?: string;
}

/** `resume [RUN]`: goes on where the run stands; a run that has ended says so. */
export async function resume(this: ProgramContext, flags: ResumeFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  const found = await findRun(at, name);
  if (!found.ok) return this.setExitCode(found.exit);
  const known = found.value;
  if (known.state.finished) {
    const failed = known.state.finished.outcome === 'failed';
    at.say(`run ${known.run} has ended: ${failed ? 'it failed' : 'done'}`);
    at.say(
      failed
        ? `start anew, what stands is skipped:  pnpm train ${known.read.lock.file}`
        : `see:  pnpm train report ${known.run}`,
    );
    return this.setExitCode(failed ? exitCodes.failed : exitCodes.done);
  }
  this.setExitCode(
    await withServerOf(at, known, (connection) =>
      withTrainLock(at, { train: known.read.lock.plan.train, what: `resume ${known.run}` }, () =>
        goOn(at, known.run, connection, flags),
      ),
    ),
  );
}
