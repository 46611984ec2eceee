import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { hasCode } from './error-code.ts';

/** A process, and what tells it from a later one of the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, as the system counts; null where it does not say. */
  readonly started: string | null;
}

/**
 * Names the place in which this process sees the numbers of others: of a process of another place nobody here can say whether it runs. On Linux a place is
 * one boot of one kernel and one namespace of process numbers, so that containers and reborn machines are told apart; elsewhere the host's name.
 */
export async function processPlace(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return `${boot}/${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** The mark of this process. */
export function ownMark(): Promise<ProcessMark> {
  return markOf(process.pid);
}

/** The mark of a process that runs, such as a child just started. */
export async function markOf(pid: number): Promise<ProcessMark> {
  return { pid, started: (await linuxProcess(pid))?.started ?? null };
}

/**
 * Whether a process of this machine still runs. On Linux neither a later process of the same number nor one that ended without being waited for
 * counts; elsewhere a number that is in use does. What cannot be told counts as running.
 */
export async function isRunning({ pid, started }: ProcessMark): Promise<boolean> {
  // 0 and below would mean groups of processes.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another account's process refuses the question, and so exists.
    return hasCode(error, 'EPERM') && !(await isAnother(pid, started));
  }
  return !(await isAnother(pid, started));
}

/** Whether the process of this number is none any more, or not the one that was meant. */
async function isAnother(pid: number, started: string | null): Promise<boolean> {
  const found = await linuxProcess(pid);
  if (found === undefined) return false;
  return found.ended || (started !== null && started !== found.started);
}

/** Boot and start of a process, since numbers and clock ticks begin anew with each boot; undefined where `/proc` does not say. */
async function linuxProcess(pid: number): Promise<{ started: string; ended: boolean } | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name before the last bracket may hold anything, also spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields[19];
    return ticks === undefined
      ? undefined
      : { started: `${boot}/${ticks}`, ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
