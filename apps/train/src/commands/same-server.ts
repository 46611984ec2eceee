import { exitCodes } from '@octotrain/command-line';
import { connect } from '../connect/connect.ts';
import type { Connection } from '../connect/connection.ts';
import type { Desk } from './desk.ts';
import type { KnownRun } from './known-run.ts';
import type { Or } from './prepare.ts';
import { tellNotConnected } from './tell.ts';

/** Connects to the server that a run was made for; a mix-up of servers is told and nothing is sent. */
export async function connectFor(at: Desk, { run, read }: KnownRun): Promise<Or<Connection>> {
  const { lock } = read;
  const url = at.context.env.OCTOPUS_URL;
  if (lock.rehearsal && url) {
    at.say(`run ${run} is a rehearsal, and OCTOPUS_URL is set: unset it to go on with the rehearsal`);
    return { ok: false, exit: exitCodes.usage };
  }
  if (!lock.rehearsal && !url) {
    at.say(`run ${run} is on ${lock.server}: set OCTOPUS_URL and OCTOPUS_API_KEY`);
    return { ok: false, exit: exitCodes.usage };
  }
  const connecting = await connect({
    env: at.context.env,
    cwd: at.context.cwd,
    state: at.folder.path,
    fresh: false,
    say: at.say,
  });
  if (!connecting.ok) {
    tellNotConnected(at, connecting);
    return { ok: false, exit: exitCodes[connecting.exit] };
  }
  const { connection } = connecting;
  if (!lock.rehearsal && connection.url !== lock.server) {
    at.say(`run ${run} is on ${lock.server}, and OCTOPUS_URL is ${connection.url}`);
    await connection.close();
    return { ok: false, exit: exitCodes.usage };
  }
  return { ok: true, value: connection };
}
