import process from 'node:process';

/** Sends a signal to a process group by the number of its head (0 sends nothing). False where no process of it is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
