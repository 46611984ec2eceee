import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measure, type Report, type Sample } from '../harness.ts';
import { compileSides, runSide } from '../side-process.ts';

const program = new URL('import-package.ts', import.meta.url);

/** What it costs to import our client, and the other one, each in a fresh process. */
export async function measureImports(runs: number): Promise<Report> {
  const compiled = await compileSides([program]);
  const file = compiled(program);
  const sides = ['@octotrain/octopus-client', '@octopusdeploy/api-client'].map((name) => ({
    name: name.split('/')[1] ?? name,
    async run(): Promise<Sample> {
      const env = { BENCH_PACKAGE: name };
      return { ...(await runSide<Sample>(file, env)), ...(await countLoaded(file, env)) };
    },
  }));
  return measure('import', [{ name: 'import', sides }], runs);
}

/** How many files, and of how many packages, a process loads; in a run of its own, since counting takes time. */
async function countLoaded(file: string, env: Readonly<Record<string, string>>): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-loaded-'));
  try {
    const options = { env: { ...process.env, ...env, NODE_V8_COVERAGE: folder } };
    await promisify(execFile)(process.execPath, [file], options);
    const urls = new Set<string>();
    for (const name of await readdir(folder)) {
      // The format of V8: a script for each file that was run.
      const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { result: { url: string }[] };
      for (const { url } of result) if (url.startsWith('file:') && !url.endsWith('/import-package.mjs')) urls.add(url);
    }
    return { files: urls.size, packages: new Set([...urls].map(packageOf)).size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything up to the name behind the last `node_modules`, or the folder of a package of the workspace. */
function packageOf(url: string): string {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+|^.*\/packages\/[^/]+/.exec(url)?.[0] ?? url;
}
