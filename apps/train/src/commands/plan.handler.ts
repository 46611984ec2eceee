import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { runCommand } from '../view/commands.ts';
import { planTable } from '../view/plan-table.ts';
import { type Desk, desk } from './desk.ts';
import { type Loaded, loadTrainFile, planTrain } from './prepare.ts';
import { withServer } from './with-server.ts';

export interface PlanFlags {
  readonly detailedExitcode: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  readonly requestedBy?: string;
  readonly state?: string;
}

/** `plan FILE`: the plan that would be run; nothing is changed. */
export async function plan(this: TrainContext, flags: PlanFlags, name: string): Promise<void> {
  const at = desk(this, flags);
  const loaded = await loadTrainFile(at, name);
  if (!loaded.ok) return this.setExitCode(loaded.exit);
  this.setExitCode(await withServer(at, flags, (connection) => showPlan(at, loaded.value, connection, flags)));
}

async function showPlan(at: Desk, loaded: Loaded, connection: Connection, flags: PlanFlags): Promise<ExitCode> {
  const requestedBy = flags.requestedBy ?? connection.rehearsal?.requester ?? undefined;
  const planned = await planTrain(at, loaded, connection, requestedBy);
  if (!planned.ok) return planned.exit;
  const { plan: made, planHash } = planned.value;
  const { settings, rehearsal, url } = connection;
  const changes = made.stops.some((stop) => stop.action === 'deploy');
  if (flags.json) {
    at.print(JSON.stringify({ schema: 1, planHash, settings, plan: made }));
  } else {
    const look = at.look({ webUrl: rehearsal ? null : url, rehearsed: rehearsal !== null });
    at.print(planTable({ plan: made, planHash, run: null, look }));
    const { settleMs, autoWaitMs } = settings;
    at.say(
      `a lost answer is looked for during ${settleMs / 1_000} s, an automatic deployment during ${autoWaitMs / 1_000} s`,
    );
    if (changes) at.say(`next   ${runCommand(look, loaded.file)}`);
  }
  return flags.detailedExitcode && changes ? exitCodes.changes : exitCodes.done;
}
