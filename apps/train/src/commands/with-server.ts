import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { OctopusNotFoundError } from '@octotrain/octopus-client';
import { connect } from '../connect/connect.ts';
import type { Connecting, Connection } from '../connect/connection.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { ServerTrouble } from '../run/hands.ts';
import { troubleOf } from '../server/asking.ts';
import type { Desk } from './desk.ts';

/** Whether there is a server to ask: the user's, or a rehearsal's that was begun before. */
export function hasServer(at: Desk): boolean {
  return Boolean(at.context.env.OCTOPUS_URL) || existsSync(join(at.folder.path, 'rehearsal'));
}

/**
 * Connects, says where (a rehearsal says so itself, before it makes its world), does the work and lets go of the server again. A server that is
 * away or does not let us is told in one sentence; anything else that the work throws is thrown on. Gives the exit code.
 */
export async function withServer(
  at: Desk,
  options: { fresh: boolean },
  work: (connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { env, cwd, signal, edges } = at.context;
  try {
    const connecting = await connect({
      env,
      cwd,
      state: at.folder.path,
      fresh: options.fresh,
      signal,
      edges,
      say: at.say,
    });
    return await use(at, connecting, work);
  } catch (error) {
    if (!signal.aborted || !(error instanceof Error && error.name === 'AbortError')) throw error;
    at.say('interrupted before anything was asked of the train: the same command goes on from here');
    return exitCodes.interrupted;
  }
}

/** The same on the server that a run was made for; a mix-up of servers is told, and nothing is sent. */
export async function withServerOf(
  at: Desk,
  lock: RunLock,
  work: (connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { run } = lock;
  const url = at.context.env.OCTOPUS_URL;
  if (lock.rehearsal && url) {
    at.say(`run ${run} is a rehearsal, and OCTOPUS_URL is set: unset it to go on with the rehearsal`);
    return exitCodes.usage;
  }
  if (!lock.rehearsal && !url) {
    at.say(`run ${run} is on ${lock.server}: set OCTOPUS_URL and OCTOPUS_API_KEY`);
    return exitCodes.usage;
  }
  return withServer(at, { fresh: false }, async (connection) => {
    if (lock.rehearsal || connection.url === lock.server) return work(connection);
    at.say(`run ${run} is on ${lock.server}, and OCTOPUS_URL is ${connection.url}`);
    return exitCodes.usage;
  });
}

async function use(
  at: Desk,
  connecting: Connecting,
  work: (connection: Connection) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (!connecting.ok) {
    at.say(`${connecting.message}\n${connecting.hint}`);
    return exitCodes[connecting.exit];
  }
  const { connection } = connecting;
  try {
    if (!connection.rehearsal) at.say(`on the Octopus server ${connection.url}, for real`);
    return await work(connection);
  } catch (error) {
    if (error instanceof OctopusNotFoundError && error.operation === 'GET /api/users/me') {
      at.say(`there is no Octopus API at ${connection.url}: write the address that people open into OCTOPUS_URL`);
      return exitCodes.unreachable;
    }
    const trouble = error instanceof ServerTrouble ? error : troubleOf(error);
    if (!trouble) throw error;
    at.say(trouble.message);
    return trouble.code === 'unreachable' ? exitCodes.unreachable : exitCodes.notPermitted;
  } finally {
    await connection.close();
  }
}
