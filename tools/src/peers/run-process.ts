import { spawn } from 'node:child_process';
import process from 'node:process';

/** How a process ended. */
export interface Outcome {
  /** Null: it took too long, and was ended. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program needs of the surroundings; nothing of the machine's own Octopus or CI. */
const inherited = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

/** Runs a program to its end, without a terminal and without anything to read. */
export function runProcess(
  program: string,
  argv: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; limitMs?: number },
): Promise<Outcome> {
  const own = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(program, argv, {
    cwd: options.cwd,
    env: { ...own, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.limitMs ?? 60_000,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...written }));
  });
}
