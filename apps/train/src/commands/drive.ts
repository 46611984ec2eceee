import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import { rehearsedAnswers } from '../people/lab-people.ts';
import { writeReports } from '../report/write-reports.ts';
import { wallClock } from '../run/clock.ts';
import { noLease } from '../run/lease.ts';
import type { OpenSession } from '../run/open-session.ts';
import { type Ending, runLoop } from '../run/run-loop.ts';
import type { Listener } from '../run/session.ts';
import { clusterProbes } from '../server/cluster-probes.ts';
import { octopusHands } from '../server/octopus-hands.ts';
import { audienceFor } from './audience.ts';
import type { Desk } from './desk.ts';

/** How long a server that is away is asked again before the run is left. */
const patienceMs = 60_000;

export interface DriveFlags {
  readonly json: boolean;
  readonly ask?: boolean;
  readonly wait?: number | undefined;
}

/** Drives an opened run to its end, or to where only people can bring it on, and tells of it. Gives the exit code. */
export async function driveRun(options: {
  at: Desk;
  connection: Connection;
  flags: DriveFlags;
  open: (listeners: readonly Listener[]) => Promise<OpenSession>;
}): Promise<ExitCode> {
  const { at, connection, flags, open } = options;
  const rehearsed = connection.rehearsal !== null && !flags.ask;
  const audience = audienceFor({ at, connection, json: flags.json, rehearsed });
  const { session, journal } = await open([audience.listener]);
  audience.begin(session);
  const answerer = flags.ask || !connection.rehearsal ? undefined : rehearsedAnswers(connection.rehearsal.people);
  try {
    const ending = await runLoop({
      session,
      hands: octopusHands({
        api: connection.client.api,
        at: wallClock.now,
        probes: clusterProbes(connection.kubeconfig),
        lease: noLease,
      }),
      clock: wallClock,
      waitMs: waitMs(at, connection, flags),
      patienceMs,
      signal: at.context.signal,
      onWaiting: () => audience.waiting(session),
      ...(answerer ? { answerer } : {}),
    });
    await writeReports({ folder: at.folder.runFolder(session.lock.run), session });
    await audience.end(session, ending);
    return exitCodeOf(ending);
  } finally {
    audience.close();
    await journal.close();
  }
}

function waitMs(at: Desk, connection: Connection, flags: DriveFlags): number {
  if (flags.wait !== undefined) return flags.wait;
  return (connection.rehearsal !== null && !flags.ask) || at.context.stdout.isTTY ? Number.POSITIVE_INFINITY : 0;
}

function exitCodeOf(ending: Ending): ExitCode {
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
  }
}
