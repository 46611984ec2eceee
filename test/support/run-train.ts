import { createContext, runProgram } from '@octotrain/command-line';
import { app } from '../../apps/train/src/app.ts';
import type { Edges } from '../../apps/train/src/connect/edges.ts';
import { wallClock } from '../../apps/train/src/run/clock.ts';

/** What a command line came to. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `train` in this process, without a terminal, and looks at what it wrote and how it ended. */
export async function runTrain(options: {
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  signal?: AbortSignal;
  edges?: Edges;
}): Promise<Ran> {
  const { argv, env, cwd, signal = new AbortController().signal, edges = { clock: wallClock } } = options;
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const context = createContext({ stdout: output('stdout'), stderr: output('stderr'), env, cwd, signal: () => signal });
  const code = await runProgram(app, Object.assign(context, { edges }), argv);
  return { code, ...written };
}
