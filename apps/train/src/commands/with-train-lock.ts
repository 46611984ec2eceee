import { hostname } from 'node:os';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { acquireFileLock } from '@octotrain/durable-files';
import { troubleWith } from '../journal/journal-trouble.ts';
import { statusCommand } from '../view/commands.ts';
import type { Desk } from './desk.ts';

/**
 * Works while no other process of this machine has the train; who has it is told instead. Gives the exit code. Throws a `JournalTrouble` where the
 * folder cannot be written.
 */
export async function withTrainLock(
  at: Desk,
  { train, what }: { train: string; what: string },
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const lock = await lockTrain(at, { train, what });
  if (!lock.ok) {
    const { holder } = lock;
    const by = holder ? ` by process ${holder.pid} on ${holder.host} since ${holder.since} (${holder.what})` : '';
    at.say(`train ${train} is held${by}: one run at a time`);
    if (holder && holder.host !== hostname()) at.say(`only if that process is surely gone, remove ${lock.path}`);
    at.say(`watch it:  ${statusCommand(at.look())}`);
    return exitCodes.heldByAnother;
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The lock of a train among the processes of this machine. */
export async function lockTrain(at: Desk, { train, what }: { train: string; what: string }) {
  try {
    return await acquireFileLock({ folder: at.folder.locks, name: train, what });
  } catch (error) {
    throw troubleWith(at.folder.locks, error);
  }
}
