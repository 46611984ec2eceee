import { type ExitCode, exitCodes, type ProgramContext } from '@octotrain/command-line';
import { connect } from '../connect/connect.ts';
import { planTable } from '../view/plan-table.ts';
import { desk } from './desk.ts';
import { loadTrainFile, planTrain } from './prepare.ts';
import { tellConnection, tellNotConnected, tellServerTrouble } from './tell.ts';

export interface PlanFlags {
  readonly detailedExitcode: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  readonly requestedBy?: string;
  readonly state?: string;
}

/** `plan FILE`: the plan that would be run; nothing is changed. */
export async function plan(this: ProgramContext, flags: PlanFlags, name: string): Promise<void> {
  const at = desk(this, flags);
  const loaded = await loadTrainFile(at, name);
  if (!loaded.ok) return this.setExitCode(loaded.exit);
  const connecting = await connect({
    env: this.env,
    cwd: this.cwd,
    state: at.folder.path,
    fresh: flags.fresh,
    say: at.say,
  });
  if (!connecting.ok) return tellNotConnected(at, connecting);
  const { connection } = connecting;
  try {
    tellConnection(at, connection);
    const requestedBy = flags.requestedBy ?? connection.rehearsal?.requester ?? undefined;
    const planned = await planTrain(at, loaded.value, connection, requestedBy);
    if (!planned.ok) return this.setExitCode(planned.exit);
    const { plan: made, planHash } = planned.value;
    const look = at.look({ webUrl: connection.url, rehearsed: connection.rehearsal !== null });
    at.print(
      flags.json
        ? JSON.stringify({ schema: 1, planHash, settings: connection.settings, plan: made })
        : planTable({ plan: made, planHash, run: null, look }),
    );
    if (!flags.json) {
      const { settleMs, autoWaitMs } = connection.settings;
      at.say(
        `a lost answer is looked for during ${settleMs / 1_000} s, an automatic deployment during ${autoWaitMs / 1_000} s`,
      );
    }
    const changes = made.stops.some((stop) => stop.action === 'deploy');
    const exit: ExitCode = flags.detailedExitcode && changes ? exitCodes.changes : exitCodes.done;
    this.setExitCode(exit);
  } catch (error) {
    tellServerTrouble(at, error);
  } finally {
    await connection.close();
  }
}
