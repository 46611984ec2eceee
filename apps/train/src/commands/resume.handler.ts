import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { readJournal } from '../journal/read-journal.ts';
import { acquireFileLock } from '../lock/file-lock.ts';
import { wallClock } from '../run/clock.ts';
import { openKnownRun } from '../run/open-session.ts';
import { ask } from '../server/asking.ts';
import { type Desk, desk } from './desk.ts';
import { type DriveFlags, driveRun } from './drive.ts';
import { findRun, type KnownRun } from './known-run.ts';
import { tellHeld } from './tell-held.ts';
import { withServerOf } from './with-server.ts';

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
  this.setExitCode(await withServerOf(at, known, (connection) => resumeLocked(at, known, connection, flags)));
}

async function resumeLocked(at: Desk, known: KnownRun, connection: Connection, flags: ResumeFlags): Promise<ExitCode> {
  const { plan } = known.read.lock;
  const lock = await acquireFileLock({
    folder: at.folder.locks,
    name: plan.train,
    what: `resume ${known.run}`,
    now: () => new Date().toISOString(),
  });
  if (!lock.ok) return tellHeld(at, plan.train, lock.holder);
  try {
    const { data: me } = await ask(() => connection.client.api.GET('/api/users/me'));
    if (me.Id !== plan.account.id) {
      at.say(
        `run ${known.run} belongs to ${plan.account.displayName}, and this key to ${me.DisplayName}: a train goes on under its own account`,
      );
      return exitCodes.notPermitted;
    }
    // Read again under the lock: somebody may have brought it on meanwhile.
    const reading = await readJournal(at.folder.journalPath(known.run));
    if (!reading.ok) {
      at.say(reading.message);
      return exitCodes.failed;
    }
    return await driveRun({
      at,
      connection,
      flags,
      open: (listeners) => openKnownRun({ folder: at.folder, read: reading.journal, clock: wallClock, listeners }),
    });
  } finally {
    await lock.release();
  }
}
