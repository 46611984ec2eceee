import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup } from './signal-group.ts';

interface Tree {
  /** The head of the tree, and on POSIX of its process group. */
  readonly pid: number;
  readonly platform: NodeJS.Platform;
}

const lookEveryMs = 20;

/**
 * Ends a program and all that it started. On POSIX the process group is asked first and killed after `graceMs`; Windows
 * knows no asking. Resolves when the group is gone or was killed. A process that left the group (a daemon) is not found.
 */
export async function endTree({ pid, platform, graceMs }: Tree & { readonly graceMs: number }): Promise<void> {
  if (platform === 'win32') {
    await new Promise<void>((resolve) => {
      const killer = spawn('taskkill', taskkill(pid), { stdio: 'ignore', windowsHide: true });
      killer.once('error', () => resolve()).once('exit', () => resolve());
    });
    return;
  }
  // Whoever leaves no time does not ask: a program that hears of it might still begin to clean up.
  if (!signalGroup(pid, graceMs > 0 ? 'SIGTERM' : 'SIGKILL')) return;
  for (let waitedMs = 0; waitedMs < graceMs; waitedMs += lookEveryMs) {
    await wait(lookEveryMs);
    if (!signalGroup(pid, 0)) return;
  }
  signalGroup(pid, 'SIGKILL');
}

const running = new Map<number, NodeJS.Platform>();

function endRunning(): void {
  for (const [pid, platform] of running) {
    if (platform === 'win32') spawnSync('taskkill', taskkill(pid), { stdio: 'ignore', windowsHide: true });
    else signalGroup(pid, 'SIGKILL');
  }
}

/** Lets a tree end with this process, should that exit first. Returns how to take that back. */
export function withProcess({ pid, platform }: Tree): () => void {
  if (running.size === 0) process.on('exit', endRunning);
  running.set(pid, platform);
  return () => {
    running.delete(pid);
    if (running.size === 0) process.off('exit', endRunning);
  };
}

function taskkill(pid: number): string[] {
  return ['/PID', String(pid), '/T', '/F'];
}
