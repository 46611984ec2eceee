import { exitCodes } from '@octotrain/command-line';
import { assess, type Plan, type RunState } from '@octotrain/train-engine';
import type { TrainContext } from '../connect/edges.ts';
import { reportModel } from '../report/model.ts';
import { reportText } from '../report/text.ts';
import { resumeCommand } from '../view/commands.ts';
import { failureText } from '../view/failure.ts';
import { liveFrame } from '../view/live-frame.ts';
import { waitingText } from '../view/waiting.ts';
import { desk } from './desk.ts';
import { withRun } from './known-run.ts';
import { tellReport } from './tell-report.ts';

export interface StatusFlags {
  readonly json: boolean;
  readonly state?: string;
}

/** `status [RUN]`: where a run stands, from its journal, else from what the server shows. */
export async function status(this: TrainContext, flags: StatusFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(
    await withRun(at, name, async ({ run, lock, state, events }) => {
      const { plan, server, rehearsal } = lock;
      if (flags.json) {
        at.print(JSON.stringify({ schema: 1, run, train: plan.train, server, rehearsal, ...standingOf(plan, state) }));
        return exitCodes.done;
      }
      const look = at.look({ webUrl: rehearsal ? null : server });
      const record = { plan, state, events };
      const frame = { record, look, rows: Number.POSITIVE_INFINITY, now: state.now, questions: false };
      at.print(liveFrame(frame).join('\n'));
      const words = state.finished ? failureText({ record, look }) : waitingText({ record, look });
      if (words !== '') at.print(words);
      else if (!state.finished) at.print(`resume     ${resumeCommand(look, run)}`);
      return exitCodes.done;
    }),
  );
}

function standingOf(plan: Plan, state: RunState): object {
  const view = assess(plan, state);
  const stops = plan.stops.map((stop) => ({
    id: stop.id,
    ...view.stops[stop.id],
    deploymentId: state.stops[stop.id]?.id ?? null,
  }));
  return { finished: state.finished, stops };
}

/** `report [RUN]`: what was done, by whom, and what proves it. */
export async function report(this: TrainContext, flags: StatusFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(
    await withRun(at, name, async ({ run, lock, state, events }) => {
      const { plan, server, rehearsal } = lock;
      const model = reportModel({ plan, state, events }, { server, rehearsal });
      const look = at.look({ webUrl: rehearsal ? null : server });
      at.print(flags.json ? JSON.stringify(model) : reportText({ report: model, look }));
      if (!flags.json) tellReport(at, run);
      return exitCodes.done;
    }),
  );
}
