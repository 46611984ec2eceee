import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { TrainEvent } from '@octotrain/train-engine';
import type { Ending } from '../run/ending.ts';
import { eventLine } from '../view/event-line.ts';
import { waitingList } from '../view/waiting-list.ts';
import type { Desk } from './desk.ts';
import { keepReports } from './drive.ts';
import type { RunToTick } from './runs-to-tick.ts';

/** What a pass came to, for one run. */
export interface Ticked {
  readonly run: string;
  /** moving: another pass is wanted, not before `wakeAt` · held: somebody else has it · else how it was left. */
  readonly state: 'moving' | 'held' | Ending['is'];
  /** Epoch ms. */
  readonly wakeAt?: number | null;
  readonly why?: string;
  readonly exit: ExitCode;
}

/** Reads along with one run of a pass: prints what happens, and keeps its reports when something did. */
export function boardTicked(
  at: Desk,
  { leg, run, listeners }: Extract<RunToTick, { is: 'open' }>,
  { json }: { json: boolean },
): { keep(): Promise<void>; left(ending: Ending, exit: ExitCode): Promise<Ticked> } {
  const { session } = leg;
  const look = at.look({ webUrl: session.lock.rehearsal ? null : session.lock.server });
  let isChanged = false;
  listeners.push((event: TrainEvent) => {
    isChanged = true;
    if (json) return at.print(JSON.stringify(event));
    const earlier = session.events.filter(({ seq }) => seq < event.seq);
    const line = eventLine({ plan: session.plan, earlier, event, look });
    if (line !== null) at.print(`${run}  ${line}`);
  });
  return {
    async keep() {
      if (isChanged) await keepReports(at, session, { is: 'interrupted' });
    },
    async left(ending, exit) {
      if (isChanged) await keepReports(at, session, ending);
      const waits = waitingList({ plan: session.plan, state: session.state(), events: session.events });
      const why = 'message' in ending ? ending.message : waits.map(({ name }) => name).join(', ');
      return { run, state: ending.is, ...(why === '' ? {} : { why }), exit };
    },
  };
}

/** The gravest first: whoever runs passes by a timer looks at one number. */
const gravity: readonly ExitCode[] = [
  exitCodes.failed,
  exitCodes.unknown,
  exitCodes.unwritable,
  exitCodes.notPermitted,
  exitCodes.unreachable,
  exitCodes.frozen,
  exitCodes.heldByAnother,
  exitCodes.interrupted,
  exitCodes.waiting,
  exitCodes.done,
];

/** Tells how each run stands after the pass; gives the exit code: of one run its own, of all the gravest, where what others drive is no trouble. */
export function tellTicked(
  at: Desk,
  ticked: readonly Ticked[],
  { json, all }: { json: boolean; all: boolean },
): ExitCode {
  if (ticked.length === 0) at.say('no open run');
  for (const { exit, ...each } of ticked) {
    if (json) at.print(JSON.stringify({ schema: 1, ...each, exit }));
    else at.print([each.run, words[each.state], ...(each.why ? [each.why] : [])].join('  '));
  }
  const codes = ticked.flatMap(({ state, exit }) => (all && state === 'held' ? [] : [exit]));
  return gravity.find((code) => codes.includes(code)) ?? exitCodes.done;
}

const words: Readonly<Record<Ticked['state'], string>> = {
  moving: 'goes on',
  held: 'left alone',
  finished: 'has come to its end',
  waiting: 'waits for',
  unknown: 'must be looked at',
  interrupted: 'was interrupted',
  unreachable: 'could not ask the server',
  'not-permitted': 'is not permitted',
  'taken-over': 'was taken over',
  halted: 'is halted',
  unwritable: 'cannot be written down',
};
