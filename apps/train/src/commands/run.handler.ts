import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Plan } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { fileShelf } from '../journal/file-shelf.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { findRunRelease } from '../record/run-release.ts';
import { beginRun } from '../run/leg.ts';
import { findOpenRun } from '../run/open-runs.ts';
import { planTable } from '../view/plan-table.ts';
import { agree } from './agree.ts';
import { type Desk, desk } from './desk.ts';
import { driveRun } from './drive.ts';
import { goOn } from './go-on.ts';
import { fileHashOf, type Loaded, loadTrainFile, type Or, planTrain } from './prepare.ts';
import { tellRefusal } from './refusal.ts';
import { withFolder } from './with-folder.ts';
import { withServer } from './with-server.ts';
import { withTrainLock } from './with-train-lock.ts';

export interface RunFlags {
  readonly yes: boolean;
  readonly json: boolean;
  readonly ask: boolean;
  readonly fresh: boolean;
  readonly wait?: number;
  readonly requestedBy?: string;
  readonly state?: string;
}

/** `train FILE`: plan, table, ask, run, report. */
export async function run(this: TrainContext, flags: RunFlags, name: string): Promise<void> {
  const at = desk(this, flags);
  const loaded = await loadTrainFile(at, name);
  if (!loaded.ok) return this.setExitCode(loaded.exit);
  const { train, file } = loaded.value;
  this.setExitCode(
    await withFolder(at, () =>
      withServer(at, flags, (connection) =>
        withTrainLock(at, { train: train.name, what: `train ${file}` }, () =>
          runTrain(at, loaded.value, connection, flags),
        ),
      ),
    ),
  );
}

async function runTrain(at: Desk, loaded: Loaded, connection: Connection, flags: RunFlags): Promise<ExitCode> {
  const { train, file } = loaded;
  const requestedBy = flags.requestedBy ?? connection.rehearsal?.requester ?? undefined;
  const fileHash = fileHashOf(train, requestedBy);
  const where = { server: connection.url, rehearsal: connection.rehearsal !== null };
  const found = await findOpenRun(fileShelf(at.folder), { ...where, train: train.name });
  if (!found.ok) {
    at.say(found.message);
    return exitCodes.failed;
  }
  const [open] = found.runs;
  if (open) return goOnWithSame(at, open.lock, { connection, flags, fileHash });
  const planned = await planTrain(at, loaded, connection, requestedBy);
  if (!planned.ok) return planned.exit;
  const { plan, planHash } = planned.value;
  if (!flags.json) {
    const look = at.look({ webUrl: connection.url, rehearsed: connection.rehearsal !== null });
    at.print(planTable({ plan, planHash, run: null, look }));
  }
  if (plan.stops.every((stop) => stop.action === 'unchanged')) {
    at.say('nothing to do: every stop stands as the train wants it');
    return exitCodes.done;
  }
  const elsewhere = await lookElsewhere(at, plan, connection);
  if (!elsewhere.ok) return elsewhere.exit;
  if (elsewhere.value) return goOnWithSame(at, elsewhere.value, { connection, flags, fileHash });
  if (!flags.yes && !flags.json && !connection.rehearsal) {
    const agreed = await agree(at, 'Run this train?');
    if (!agreed.ok) return agreed.exit;
  }
  const beginning = { plan, planHash, fileHash, file, ...where, settings: connection.settings };
  return driveRun({
    at,
    connection,
    flags,
    train: train.name,
    run: null,
    open: (opening) => beginRun({ ...opening, beginning, what: `train ${file}` }),
  });
}

/** The same file again goes on with its open run; another plan waits until that has come to its end. */
async function goOnWithSame(
  at: Desk,
  lock: RunLock,
  options: { connection: Connection; flags: RunFlags; fileHash: string },
): Promise<ExitCode> {
  const { connection, flags, fileHash } = options;
  if (lock.fileHash !== fileHash) {
    const refusal = { is: 'other-run', run: lock.run, holder: null } as const;
    return tellRefusal(at, { train: lock.plan.train, run: null, refusal });
  }
  at.say(`going on with the open run ${lock.run} of the same file`);
  return goOn(at, lock, connection, flags);
}

/** Whether the train is halted, or has an open run that another machine began. */
async function lookElsewhere(at: Desk, plan: Plan, { client, keys }: Connection): Promise<Or<RunLock | null>> {
  const { record, train } = plan;
  if (!record) return { ok: true, value: null };
  const { state: key } = await keys(record).read(train);
  if (key?.halted) {
    const refusal = { is: 'halted', halted: key.halted } as const;
    return { ok: false, exit: tellRefusal(at, { train, run: null, refusal }) };
  }
  if (!key?.run) return { ok: true, value: null };
  const found = await findRunRelease(client.api, record, key.run);
  if (found.is !== 'damaged') return { ok: true, value: found.is === 'found' ? found.lock : null };
  at.say(found.message);
  return { ok: false, exit: exitCodes.failed };
}
