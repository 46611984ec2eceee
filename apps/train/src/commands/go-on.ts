import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { fileShelf } from '../journal/file-shelf.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { takeUpRun } from '../run/leg.ts';
import { ask } from '../server/asking.ts';
import type { Desk } from './desk.ts';
import { type DriveFlags, driveRun } from './drive.ts';

/**
 * Goes on with an open run, which its caller holds the train's file lock of: from its journal, or where none is here from what the server keeps. A train goes on
 * under its own account: its deployments are found by it.
 */
export async function goOn(
  at: Desk,
  lock: RunLock,
  connection: Connection,
  flags: DriveFlags & { readonly takeOver?: boolean },
): Promise<ExitCode> {
  const { run, plan } = lock;
  // Read under the lock: somebody may have brought it on meanwhile.
  const reading = await fileShelf(at.folder).read(run);
  if (!reading.ok && reading.code === 'journal-damaged') {
    at.say(reading.message);
    return exitCodes.failed;
  }
  const { account } = plan;
  const { data: me } = await ask(() => connection.client.api.GET('/api/users/me'));
  if (me.Id !== account.id) {
    at.say(`run ${run} belongs to ${account.displayName}, and this key to ${me.DisplayName}`);
    at.say(`go on with the key of ${account.displayName}: a train goes on under its own account`);
    return exitCodes.notPermitted;
  }
  const known = reading.ok ? { lock: reading.journal.lock, read: reading.journal } : { lock, read: null };
  return driveRun({
    at,
    connection,
    flags,
    train: plan.train,
    run,
    open: (opening) =>
      takeUpRun({
        ...opening,
        known,
        resumed: true,
        takeOver: flags.takeOver ?? false,
        lazy: false,
        what: `resume ${run}`,
      }),
  });
}
