import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Memory of a process in bytes: on Linux its share of it (what several processes use is divided among them), elsewhere
 * all that it uses. Undefined where the system does not say.
 */
export async function memoryOf(pid: number): Promise<number | undefined> {
  if (process.platform === 'linux') {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return kilobytes(rollup.match(/^Pss:\s+(\d+) kB$/m)?.[1]);
  }
  const asked = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => undefined);
  return kilobytes(asked?.stdout.trim());
}

function kilobytes(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) * 1024 : undefined;
}
