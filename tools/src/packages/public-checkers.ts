import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What publint says about a tarball; suggestions count. */
export async function publintFaults(tarball: string): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = await readFile(tarball);
  // A file of this size has a buffer of its own.
  const data = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: data }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

const attwFolder = dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json'));

/** What Are The Types Wrong says about a tarball, for those who import it as ESM. */
export function attwFaults(tarball: string): Promise<string[]> {
  const argv = [
    join(attwFolder, 'dist', 'index.js'),
    tarball,
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-color',
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { windowsHide: true }, (error, stdout, stderr) => {
      resolve(error ? [`attw: ${stdout.trim() || stderr.trim() || error.message}`] : []);
    });
  });
}
