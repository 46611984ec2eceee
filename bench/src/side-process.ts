import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const bench = fileURLToPath(new URL('..', import.meta.url));

/**
 * Programs of the sides as plain JavaScript that imports packages as an application does: built ones, each in its own files. A process that
 * starts from it does nothing but what is measured.
 */
export async function compileSides(files: readonly URL[]): Promise<(file: URL) => string> {
  const outdir = join(bench, 'dist');
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: files.map((file) => fileURLToPath(file)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const flat = new Map(files.map((file) => [file.href, outputOf(outdir, files, file)]));
  return (file) => flat.get(file.href) ?? '';
}

function outputOf(outdir: string, files: readonly URL[], file: URL): string {
  const folders = new Set(files.map((each) => fileURLToPath(new URL('.', each))));
  if (folders.size > 1) throw new Error('the sides of a bench are in one folder');
  return join(outdir, basename(fileURLToPath(file)).replace(/\.ts$/, '.mjs'));
}

/** Runs a program in a process of its own and gives the JSON that it prints. */
export async function runSide<Result>(file: string, env: Readonly<Record<string, string>> = {}): Promise<Result> {
  const { PATH = '', SystemRoot = '' } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    env: { PATH, SystemRoot, ...env },
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
  });
  return JSON.parse(stdout) as Result; // what the program of the side prints
}
