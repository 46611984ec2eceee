import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Example, withChecks } from './examples.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** How an example ended, as a process of its own. */
export interface Ran {
  /** Null: it took longer than a minute. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example in a fresh process that has these variables in its environment and no others that matter. */
export async function runExample(example: Example, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-readme-'));
  const outfile = join(folder, 'example.mjs');
  const { code, lines } = withChecks(example.code);
  try {
    await build({
      stdin: {
        contents: `import { $expect, $gives, $prints } from './expecting.ts';\n$expect([${lines}]);\n${code}`,
        resolveDir: here,
        sourcefile: example.place,
        loader: 'ts',
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['source'],
      logLevel: 'silent',
    });
    return await run(outfile, env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(file: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const { PATH = '', SystemRoot = '' } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, SystemRoot, NO_COLOR: '1', ...env }, timeout: 60_000, windowsHide: true };
    const child = execFile(process.execPath, [file], options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
