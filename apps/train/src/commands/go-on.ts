import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { readJournal } from '../journal/read-journal.ts';
import { wallClock } from '../run/clock.ts';
import { openKnownRun } from '../run/open-session.ts';
import { ask } from '../server/asking.ts';
import type { Desk } from './desk.ts';
import { type DriveFlags, driveRun } from './drive.ts';

/** Goes on with an open run, which its caller holds the lock of. A train goes on under its own account: its deployments are found by it. */
export async function goOn(at: Desk, run: string, connection: Connection, flags: DriveFlags): Promise<ExitCode> {
  // Read under the lock: somebody may have brought it on meanwhile.
  const reading = await readJournal(at.folder.journalPath(run));
  if (!reading.ok) {
    at.say(reading.message);
    return exitCodes.failed;
  }
  const { account } = reading.journal.lock.plan;
  const { data: me } = await ask(() => connection.client.api.GET('/api/users/me'));
  if (me.Id !== account.id) {
    at.say(`run ${run} belongs to ${account.displayName}, and this key to ${me.DisplayName}`);
    at.say(`go on with the key of ${account.displayName}: a train goes on under its own account`);
    return exitCodes.notPermitted;
  }
  return driveRun({
    at,
    connection,
    flags,
    open: (listeners) => openKnownRun({ folder: at.folder, read: reading.journal, clock: wallClock, listeners }),
  });
}
