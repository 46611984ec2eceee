import { exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { findTrainRecord } from '../record/find-record.ts';
import { variableKeyStore } from '../record/key-store.ts';
import { findRunRelease } from '../record/run-release.ts';
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
  if (!record) return nowhere('this server keeps no record of trains');
  const open = [...(await variableKeyStore(api, record).readAll())].flatMap(([, { run }]) => run ?? []);
  const run = name ?? (open.length === 1 ? open[0] : undefined);
  if (run === undefined) {
    return nowhere(
      open.length === 0 ? 'the server knows of no open run' : `the server knows of ${open.length}: ${open.join(', ')}`,
    );
  }
  const found = await findRunRelease(api, record, run);
  if (found.is === 'none')
    return nowhere(`the server does not know it${open.length > 0 ? `; open there: ${open.join(', ')}` : ''}`);
  if (found.is === 'found') {
    at.say(`run ${run} has no journal here: it goes on from what the server keeps of it`);
    return { ok: true, value: found.lock };
  }
  at.say(found.message);
  return { ok: false, exit: exitCodes.failed };
}
