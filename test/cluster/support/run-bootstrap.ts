import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** What a run of the program said and how it ended. */
export interface BootstrapRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs `bootstrap` from its sources, as a process of its own. */
export function runBootstrap(
  words: readonly string[],
  { env }: { env: Readonly<Record<string, string>> },
): Promise<BootstrapRun> {
  const args = ['--conditions=source', '--import', 'tsx', 'apps/bootstrap/src/main.ts', ...words];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
