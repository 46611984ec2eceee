import { createContext, runProgram } from '@octotrain/command-line';
import { app } from '../app.ts';
import type { BootstrapContext } from '../context.ts';

/** Where and how the program is run. */
export interface Setting {
  readonly fetch: NonNullable<BootstrapContext['fetch']>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly isTTY?: boolean;
  /** Width of the terminal; 80 when left out. */
  readonly columns?: number;
  readonly lookAtMachine?: NonNullable<BootstrapContext['lookAtMachine']>;
  /** What the person at the terminal says. */
  readonly answer?: string;
  readonly signal?: AbortSignal;
  readonly clusterWork?: NonNullable<BootstrapContext['clusterWork']>;
  readonly clock?: NonNullable<BootstrapContext['clock']>;
}

/** Runs the program in this process, as `pnpm bootstrap …` would, and gives all that it said. */
export async function runBootstrap(words: readonly string[], setting: Setting) {
  const written = { stdout: '', stderr: '' };
  const asked: string[] = [];
  const output = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
    isTTY: setting.isTTY ?? false,
    columns: setting.columns ?? 80,
  });
  const context = Object.assign(
    createContext({
      stdout: output('stdout'),
      stderr: output('stderr'),
      env: { OCTOPUS_URL: 'http://octopus', NO_COLOR: '1', OCTOPUS_REQUESTS_PER_MINUTE: '0', ...setting.env },
      cwd: setting.cwd ?? '/',
      signal: () => setting.signal ?? new AbortController().signal,
    }),
    {
      fetch: setting.fetch,
      ...(setting.lookAtMachine ? { lookAtMachine: setting.lookAtMachine } : {}),
      ...(setting.clusterWork === undefined ? {} : { clusterWork: setting.clusterWork }),
      ...(setting.clock === undefined ? {} : { clock: setting.clock }),
      async ask(question: string) {
        asked.push(question);
        return setting.answer ?? '';
      },
    },
  );
  const code = await runProgram(app, context, words);
  return { code, asked, ...written };
}

/** Stands for a server that nobody may ask. */
export async function noServer(): Promise<Response> {
  throw new Error('no request may be made');
}
