import { createInterface } from 'node:readline/promises';
import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { wallClock } from '../run/clock.ts';
import { findOpenRun } from '../run/open-run.ts';
import { openNewRun } from '../run/open-session.ts';
import { planTable } from '../view/plan-table.ts';
import { type Desk, desk } from './desk.ts';
import { driveRun } from './drive.ts';
import { goOn } from './go-on.ts';
import { fileHashOf, type Loaded, loadTrainFile, type Or, planTrain } from './prepare.ts';
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
export async function run(this: ProgramContext, flags: RunFlags, name: string): Promise<void> {
  const at = desk(this, flags);
  const loaded = await loadTrainFile(at, name);
  if (!loaded.ok) return this.setExitCode(loaded.exit);
  this.setExitCode(
    await withServer(at, flags, (connection) =>
      withTrainLock(at, { train: loaded.value.train.name, what: `train ${loaded.value.file}` }, () =>
        runTrain(at, loaded.value, connection, flags),
      ),
    ),
  );
}

async function runTrain(at: Desk, loaded: Loaded, connection: Connection, flags: RunFlags): Promise<ExitCode> {
  const { train, file } = loaded;
  const requestedBy = flags.requestedBy ?? connection.rehearsal?.requester ?? undefined;
  const fileHash = fileHashOf(train, requestedBy);
  const where = { train: train.name, server: connection.url, rehearsal: connection.rehearsal !== null };
  const found = await findOpenRun({ folder: at.folder, ...where });
  if (!found.ok) {
    at.say(found.message);
    return exitCodes.failed;
  }
  if (found.open) {
    const { run, read } = found.open;
    if (read.lock.fileHash !== fileHash) {
      at.say(`train ${train.name} has an open run of another plan: ${run}`);
      at.say(`resume     pnpm train resume ${run}`);
      return exitCodes.heldByAnother;
    }
    at.say(`going on with the open run ${run} of the same file`);
    return goOn(at, run, connection, flags);
  }
  const planned = await planTrain(at, loaded, connection, requestedBy);
  if (!planned.ok) return planned.exit;
  const { plan, planHash } = planned.value;
  const nothing = plan.stops.every((stop) => stop.action === 'unchanged');
  if (!flags.json) {
    const look = at.look({ webUrl: connection.url, rehearsed: connection.rehearsal !== null });
    at.print(planTable({ plan, planHash, run: null, look }));
  }
  if (nothing) {
    at.say('nothing to do: every stop stands as the train wants it');
    return exitCodes.done;
  }
  const agreed = await agree(at, connection, flags);
  if (!agreed.ok) return agreed.exit;
  return driveRun({
    at,
    connection,
    flags,
    open: (listeners) =>
      openNewRun({
        folder: at.folder,
        plan,
        planHash,
        fileHash,
        file,
        server: connection.url,
        rehearsal: connection.rehearsal !== null,
        settings: connection.settings,
        clock: wallClock,
        random: Math.random,
        listeners,
      }),
  });
}

/** A person at a terminal is asked; `--yes`, a rehearsal, and a run without a terminal go on. */
async function agree(at: Desk, connection: Connection, flags: RunFlags): Promise<Or<null>> {
  const terminal = at.context.stdout.isTTY && process.stdin.isTTY;
  if (flags.yes || connection.rehearsal || !terminal || flags.json) return { ok: true, value: null };
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question('Run this train? Only `yes` goes on: ', { signal: at.context.signal });
    if (answer.trim().toLowerCase() === 'yes') return { ok: true, value: null };
    at.say('not run: nothing was changed');
    return { ok: false, exit: exitCodes.failed };
  } catch (error) {
    // Ctrl-C and Ctrl-D at the question end it here; elsewhere the signal does.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    at.say('\nnot run: nothing was changed');
    return { ok: false, exit: exitCodes.interrupted };
  } finally {
    lines.close();
  }
}
