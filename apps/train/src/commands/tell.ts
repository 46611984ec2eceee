import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connecting, Connection } from '../connect/connection.ts';
import type { Holder } from '../lock/file-lock.ts';
import { ServerTrouble } from '../run/hands.ts';
import type { Desk } from './desk.ts';

/** The first line: where this runs, and whether it is real. */
export function tellConnection(at: Desk, connection: Connection): void {
  if (!connection.rehearsal) return;
  at.say(
    `rehearsal on the embedded Octopus server (no OCTOPUS_URL) · ${connection.url} · ${connection.rehearsal.folder}`,
  );
}

/** Why there is no server to work on. */
export function tellNotConnected(at: Desk, connecting: Extract<Connecting, { ok: false }>): void {
  at.say(`${connecting.message}\n${connecting.hint}`);
  at.context.setExitCode(exitCodes[connecting.exit]);
}

/** A server that is away or does not let us: one sentence and the exit code. Anything else is thrown on. */
export function tellServerTrouble(at: Desk, error: unknown): void {
  if (!(error instanceof ServerTrouble)) throw error;
  at.say(error.message);
  at.context.setExitCode(error.code === 'unreachable' ? exitCodes.unreachable : exitCodes.notPermitted);
}

/** Another process has the train. */
export function tellHeld(at: Desk, train: string, holder: Holder | null): ExitCode {
  const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.what})` : '';
  at.say(`train ${train} is held${by}: one run at a time`);
  at.say('watch it:  pnpm train status');
  return exitCodes.heldByAnother;
}
