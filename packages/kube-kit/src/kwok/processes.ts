import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isRunning } from '@octotrain/durable-files';
import { signalGroup } from '../process/signal-group.ts';
import type { RecordedProcess } from './cluster-record.ts';

/**
 * The number of a recorded process, if it runs. One without a mark (its starter was killed before it could note it, or
 * the system gives none) is looked for by its command line, word for word: paths and ports in it are the cluster's own.
 */
export async function runningPid({ pid, started, command }: RecordedProcess): Promise<number | undefined> {
  if (pid !== undefined && started) return (await isRunning({ pid, started })) ? pid : undefined;
  return findByCommand(command);
}

const lookEveryMs = 15;

/**
 * Ends the recorded processes that still run, each with all that it started, and waits until they are gone. They are
 * asked first and killed when they take longer than `graceMs`.
 */
export async function endProcesses(processes: readonly RecordedProcess[], graceMs: number): Promise<void> {
  await Promise.all(processes.map((recorded) => endProcess(recorded, graceMs)));
}

async function endProcess(recorded: RecordedProcess, graceMs: number): Promise<void> {
  const pid = await runningPid(recorded);
  if (pid === undefined) return;
  // Each was started as the head of a group of its own.
  signalGroup(pid, 'SIGTERM');
  for (let waitedMs = 0; (await runningPid({ ...recorded, pid })) !== undefined; waitedMs += lookEveryMs) {
    if (waitedMs >= graceMs) signalGroup(pid, 'SIGKILL');
    await wait(lookEveryMs);
  }
  // What it has started may have outlived it.
  signalGroup(pid, 'SIGKILL');
}

async function findByCommand(command: readonly string[]): Promise<number | undefined> {
  if (command.length === 0) return undefined;
  if (process.platform !== 'linux') return findInTable(command.join(' '));
  const wanted = `${command.join('\0')}\0`;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    // One that ends while it is looked at is none of ours any more.
    const found = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (found === wanted) return Number(entry);
  }
  return undefined;
}

async function findInTable(wanted: string): Promise<number | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  const row = stdout.split('\n').find((line) => line.trim().replace(/^\d+\s+/, '') === wanted);
  return row === undefined ? undefined : Number.parseInt(row, 10);
}
