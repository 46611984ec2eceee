import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import { assess } from '@octotrain/train-engine';
import { reportModel } from '../report/model.ts';
import { reportText } from '../report/text.ts';
import { failureText } from '../view/failure.ts';
import { liveFrame } from '../view/live-frame.ts';
import { waitingText } from '../view/waiting.ts';
import { desk } from './desk.ts';
import { findRun } from './known-run.ts';
import { tellReport } from './tell-report.ts';

export interface StatusFlags {
  readonly json: boolean;
  readonly state?: string;
}

/** `status [RUN]`: where a run stands, from its journal; nothing is asked of the server. */
export async function status(this: ProgramContext, flags: StatusFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  const found = await findRun(at, name);
  if (!found.ok) return this.setExitCode(found.exit);
  const { run, read, state, events } = found.value;
  const { plan, server, rehearsal } = read.lock;
  const view = assess(plan, state);
  if (flags.json) {
    const stops = plan.stops.map((stop) => ({
      id: stop.id,
      ...view.stops[stop.id],
      deploymentId: state.stops[stop.id]?.id ?? null,
    }));
    at.print(JSON.stringify({ schema: 1, run, train: plan.train, server, rehearsal, finished: state.finished, stops }));
    return this.setExitCode(exitCodes.done);
  }
  const look = at.look({ webUrl: rehearsal ? null : server });
  const record = { plan, state, events };
  at.print(liveFrame({ record, look, rows: Number.POSITIVE_INFINITY, now: state.now, questions: false }).join('\n'));
  const words = state.finished ? failureText({ record, look }) : waitingText({ record, look });
  if (words !== '') at.print(words);
  else if (!state.finished) at.print(`resume     pnpm train resume ${run}`);
  this.setExitCode(exitCodes.done);
}

/** `report [RUN]`: what was done, by whom, and what proves it. */
export async function report(this: ProgramContext, flags: StatusFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  const found = await findRun(at, name);
  if (!found.ok) return this.setExitCode(found.exit);
  const { run, read, state, events } = found.value;
  const model = reportModel(
    { plan: read.lock.plan, state, events },
    { server: read.lock.server, rehearsal: read.lock.rehearsal },
  );
  at.print(
    flags.json
      ? JSON.stringify(model)
      : reportText({ report: model, look: at.look({ webUrl: read.lock.rehearsal ? null : read.lock.server }) }),
  );
  if (!flags.json) tellReport(at, run);
  this.setExitCode(exitCodes.done);
}
