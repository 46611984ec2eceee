import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Holder } from '../lock/file-lock.ts';
import type { Desk } from './desk.ts';

/** Another process has the train. */
export function tellHeld(at: Desk, train: string, holder: Holder | null): ExitCode {
  const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.what})` : '';
  at.say(`train ${train} is held${by}: one run at a time`);
  at.say('watch it:  pnpm train status');
  return exitCodes.heldByAnother;
}
