import process from 'node:process';
import type { TrainEvent } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import { reportModel, type Whereabouts } from '../report/model.ts';
import type { RunRecord } from '../report/run-record.ts';
import { reportText } from '../report/text.ts';
import type { Ending } from '../run/ending.ts';
import type { Listener, Session } from '../run/session.ts';
import { resumeCommand, runCommand } from '../view/commands.ts';
import { eventLine } from '../view/event-line.ts';
import { failureText } from '../view/failure.ts';
import { createLiveView, type LiveView } from '../view/live-view.ts';
import type { Look } from '../view/look.ts';
import { waitingText } from '../view/waiting.ts';
import type { Desk } from './desk.ts';
import { tellGitHub } from './github-actions.ts';
import { tellReport } from './tell-report.ts';

/** Who reads along: a person at a terminal, a log, or a program. All read the same events. */
export interface Audience {
  readonly listener: Listener;
  begin(session: Session): void;
  waiting(session: Session): void;
  /** The server could not be asked, and is asked again. */
  away(message: string): void;
  back(): void;
  end(session: Session, ending: Ending): Promise<void>;
  close(): void;
}

const redrawEveryMs = 200;

/** The audience that the output calls for. */
export function audienceFor(options: {
  at: Desk;
  connection: Connection;
  json: boolean;
  rehearsed: boolean;
}): Audience {
  return options.json ? jsonAudience(options) : personAudience(options);
}

interface Hall {
  readonly at: Desk;
  readonly connection: Connection;
  /** Lab people answer at the gates. */
  readonly rehearsed: boolean;
}

function jsonAudience({ at, connection, rehearsed }: Hall): Audience {
  return {
    listener: (event) => at.print(JSON.stringify(event)),
    begin: () => {},
    waiting: () => {},
    ...awayTellers(at.say),
    async end(session, ending) {
      tellEnding(at, session, ending);
      await tellGitHub({
        at,
        record: recordOf(session),
        where: whereOf(session),
        look: lookFor(at, connection, rehearsed),
      });
    },
    close: () => {},
  };
}

function personAudience({ at, connection, rehearsed }: Hall): Audience {
  const look = lookFor(at, connection, rehearsed);
  const live: LiveView | null = at.context.stdout.isTTY ? createLiveView({ stream: process.stdout, look }) : null;
  let timer: NodeJS.Timeout | undefined;
  let session: Session | undefined;
  const early: TrainEvent[] = [];
  function tell(event: TrainEvent): void {
    if (!session) {
      early.push(event);
      return;
    }
    const earlier = session.events.filter(({ seq }) => seq < event.seq);
    const line = eventLine({ plan: session.plan, earlier, event, look });
    if (line === null) return;
    if (live) live.print(line);
    else at.print(line);
  }
  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    live?.end();
  }
  return {
    listener: tell,
    begin(opened) {
      session = opened;
      for (const event of early.splice(0)) tell(event);
      if (!live) return;
      const draw = () => live.draw(recordOf(opened), Date.now());
      draw();
      timer = setInterval(draw, redrawEveryMs);
    },
    waiting(opened) {
      if (!live) at.print(waitingText({ record: recordOf(opened), look }));
    },
    ...awayTellers((text) => (live ? live.print(text) : at.say(text))),
    async end(opened, ending) {
      live?.draw(recordOf(opened), Date.now());
      stop();
      const record = recordOf(opened);
      if (ending.is === 'finished') at.print(`\n${reportText({ report: reportModel(record, whereOf(opened)), look })}`);
      if (ending.is === 'finished' && ending.failed) at.print(failureText({ record, look }));
      if (ending.is === 'waiting' && live) at.print(waitingText({ record, look }));
      tellEnding(at, opened, ending);
      await tellGitHub({ at, record, where: whereOf(opened), look });
      if (ending.is === 'finished') tellReport(at, opened.lock.run);
      if (connection.rehearsal) tellRehearsed(at, opened, ending);
    },
    close: stop,
  };
}

function awayTellers(say: (text: string) => void): Pick<Audience, 'away' | 'back'> {
  return {
    away: (message) =>
      say(`${message}\nit is asked again, and the run goes on when it answers; Ctrl-C leaves it as it stands`),
    back: () => say('the server answers again'),
  };
}

function tellRehearsed(at: Desk, { lock }: Session, ending: Ending): void {
  if (ending.is !== 'finished') return;
  at.say('this was a rehearsal: nothing left this machine');
  at.say(`on a real server: OCTOPUS_URL=… OCTOPUS_API_KEY=… ${runCommand(at.look(), lock.file)}`);
}

function recordOf(session: Session): RunRecord {
  return { plan: session.plan, state: session.state(), events: session.events };
}

function whereOf({ lock }: Session): Partial<Whereabouts> {
  return lock.rehearsal ? { rehearsal: true } : { server: lock.server };
}

/** Why the run was left, and how to go on, where the report does not say it. */
function tellEnding(at: Desk, session: Session, ending: Ending): void {
  const resume = `resume     ${resumeCommand(at.look(), session.lock.run)}`;
  switch (ending.is) {
    case 'finished':
    case 'waiting':
      return;
    case 'interrupted':
      at.say(`interrupted: the run stands in its journal and on the server\n${resume}`);
      return;
    case 'unreachable':
    case 'not-permitted':
    case 'taken-over':
    case 'halted':
    case 'unwritable':
      at.say(`${ending.message}\n${resume}`);
      return;
    case 'unknown':
      at.say(
        failureText({
          record: recordOf(session),
          look: at.look({ webUrl: session.lock.rehearsal ? null : session.lock.server }),
        }),
      );
  }
}

/** The embedded server has no pages to link to. */
function lookFor(at: Desk, { rehearsal, url }: Connection, rehearsed: boolean): Look {
  return at.look({ webUrl: rehearsal ? null : url, rehearsed });
}
