import { exitCodes } from '@octotrain/command-line';
import type { TrainRecord } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { findTrainRecord } from '../record/find-record.ts';
import { findRunRelease } from '../record/run-release.ts';
import { ServerTrouble } from '../run/hands.ts';
import type { Desk } from './desk.ts';
import type { Or } from './prepare.ts';

/** Finds a run that has no journal here among what the server keeps: by its id, or the only one that is open. Why there is none is told. */
export async function findOnServer(at: Desk, connection: Connection, name: string | undefined): Promise<Or<RunLock>> {
  const { api } = connection.client;
  const record = await findTrainRecord(api);
  const nowhere = (why: string): Or<RunLock> => {
    at.say(`there is no ${name === undefined ? 'run' : `journal of ${name}`} in ${at.folder.path}, and ${why}`);
    return { ok: false, exit: exitCodes.usage };
  };
  if (!record) return nowhere('this server keeps no record of trains that this account can see');
  const open = name === undefined ? await openRuns(connection, record) : [];
  if (!open) return nowhere('this account may not see which runs are open there: name the run');
  const run = name ?? (open.length === 1 ? open[0] : undefined);
  if (run === undefined) {
    return nowhere(
      open.length === 0 ? 'the server knows of no open run' : `the server knows of ${open.length}: ${open.join(', ')}`,
    );
  }
  const found = await findRunRelease(api, record, run);
  if (found.is === 'none') return nowhere('the server does not know it');
  if (found.is === 'found') return { ok: true, value: found.lock };
  at.say(found.message);
  return { ok: false, exit: exitCodes.failed };
}

/** The runs that are open on the server; null for an account that may not see their keys, as those who only answer may not. */
async function openRuns({ keys }: Connection, record: TrainRecord): Promise<readonly string[] | null> {
  try {
    return [...(await keys(record).readAll()).values()].flatMap(({ run }) => run ?? []);
  } catch (error) {
    if (error instanceof ServerTrouble && error.code === 'forbidden') return null;
    throw error;
  }
}
