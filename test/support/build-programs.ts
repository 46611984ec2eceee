import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { programFolder, programs } from './programs.ts';

/** Builds the programs once, from sources only, before suites that start them as processes. */
export async function setup(): Promise<void> {
  const bundler = join(dirname(createRequire(import.meta.url).resolve('tsup/package.json')), 'dist', 'cli-default.js');
  for (const program of programs) {
    await promisify(execFile)(process.execPath, [bundler, '--silent'], { cwd: programFolder(program) });
  }
}
