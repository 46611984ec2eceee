import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { realSurroundings } from '../connect/real-surroundings.ts';
import { rehearsedAnswers } from '../people/lab-people.ts';
import { writeReports } from '../report/write-reports.ts';
import type { Clock } from '../run/clock.ts';
import { createDriver, type Patience } from '../run/driver.ts';
import type { Ending } from '../run/ending.ts';
import { createHost, type Wake } from '../run/host.ts';
import type { LegOpening } from '../run/leg.ts';
import type { Listener, Session } from '../run/session.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { audienceFor } from './audience.ts';
import type { Desk } from './desk.ts';
import { tellRefusal } from './refusal.ts';

/** How long a server that is away is asked again before the run is left: it may be upgraded meanwhile. */
const awayMs = 15 * 60_000;

/** On a machine that stays: the run sleeps until its time has come. */
export function sleepingWake({ sleep }: Clock): Wake {
  return { after: (_run, ms, signal) => sleep(ms, signal) };
}

export interface DriveFlags {
  readonly json: boolean;
  readonly ask?: boolean;
  readonly wait?: number | undefined;
}

/** Drives a run to its end, or to where only people can bring it on, and tells of it. Gives the exit code. */
export async function driveRun(options: {
  at: Desk;
  connection: Connection;
  flags: DriveFlags;
  train: string;
  run: string | null;
  open: (opening: { surroundings: Surroundings; listeners: readonly Listener[] }) => Promise<LegOpening>;
}): Promise<ExitCode> {
  const { at, connection, flags, train, run, open } = options;
  const rehearsed = connection.rehearsal !== null && !flags.ask;
  const audience = audienceFor({ at, connection, json: flags.json, rehearsed });
  const surroundings = await realSurroundings({ connection, folder: at.folder });
  const opening = await open({ surroundings, listeners: [audience.listener] });
  if (!opening.ok) return tellRefusal(at, { train, run, refusal: opening.refusal });
  const { leg } = opening;
  const { session } = leg;
  audience.begin(session);
  const people = flags.ask ? undefined : connection.rehearsal?.people;
  const driver = createDriver({
    leg,
    patience: patienceOf(at, connection, flags),
    answerer: people && rehearsedAnswers(people),
    told: {
      waiting: () => audience.waiting(session),
      away: audience.away,
      back: audience.back,
    },
  });
  let exit: ExitCode = exitCodes.done;
  try {
    const host = createHost({
      wake: sleepingWake(connection.clock),
      signal: at.context.signal,
      async onEnding(_, ending) {
        await keepReports(at, session, ending);
        await audience.end(session, ending);
        exit = exitCodeOf(ending);
      },
    });
    host.add(driver);
    await host.done();
    return exit;
  } finally {
    audience.close();
    await leg.close();
  }
}

/** A report that the disk does not take is no reason to leave the run otherwise than it was. */
export async function keepReports(at: Desk, session: Session, ending: Ending): Promise<void> {
  if (ending.is === 'unwritable') return;
  try {
    await writeReports({ folder: at.folder.runFolder(session.lock.run), session });
  } catch (error) {
    at.say(`the report could not be written: ${error instanceof Error ? error.message : error}`);
  }
}

/** A terminal has somebody before it, who leaves when it takes too long. */
function patienceOf(at: Desk, connection: Connection, flags: DriveFlags): Patience {
  const { isTTY } = at.context.stdout;
  const stays = (connection.rehearsal !== null && !flags.ask) || isTTY;
  const untilLeft = Number.POSITIVE_INFINITY;
  return { waitMs: flags.wait ?? (stays ? untilLeft : 0), awayMs: isTTY ? untilLeft : awayMs };
}

/** What the program ends with when a run was left so. */
export function exitCodeOf(ending: Ending): ExitCode {
  switch (ending.is) {
    case 'finished':
      return ending.failed ? exitCodes.failed : exitCodes.done;
    case 'waiting':
      return exitCodes.waiting;
    case 'unknown':
      return exitCodes.unknown;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'unreachable':
      return exitCodes.unreachable;
    case 'not-permitted':
      return exitCodes.notPermitted;
    case 'taken-over':
      return exitCodes.heldByAnother;
    case 'halted':
      return exitCodes.frozen;
    case 'unwritable':
      return exitCodes.unwritable;
  }
}
