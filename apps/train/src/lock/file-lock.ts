import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** What it is doing, for the words of a refusal. */
  readonly what: string;
}

export type Locking =
  | { readonly ok: true; release(): Promise<void> }
  | { readonly ok: false; readonly holder: Holder | null };

const attempts = 50;
/** A lock file without words is one that is being written, unless its writer died that very moment. */
const beingWrittenMs = 3_000;

/**
 * A lock for processes of one machine, without a shell or a daemon: numbered files, of which the highest counts. A number is taken by creating
 * its file, which only one process can do; a dead holder's number is passed over, never removed under somebody's feet.
 */
export async function acquireFileLock(options: {
  folder: string;
  name: string;
  what: string;
  now: () => string;
  isAlive?: (pid: number) => boolean;
}): Promise<Locking> {
  const { folder, name, isAlive = processIsAlive } = options;
  await mkdir(folder, { recursive: true });
  const holder: Holder = { pid: process.pid, host: hostname(), since: options.now(), what: options.what };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const numbers = await lockNumbers(folder, name);
    const highest = numbers.at(-1) ?? 0;
    if (highest > 0) {
      const other = await readHolder(join(folder, `${name}.${highest}.lock`));
      if (other === 'being-written') return { ok: false, holder: null };
      if (other && (other.host !== holder.host || isAlive(other.pid))) return { ok: false, holder: other };
    }
    const own = join(folder, `${name}.${highest + 1}.lock`);
    if (!(await createWith(own, JSON.stringify(holder)))) continue;
    if (((await lockNumbers(folder, name)).at(-1) ?? 0) > highest + 1) {
      // An old listing: others took and passed over this number meanwhile.
      await rm(own, { force: true });
      continue;
    }
    await Promise.all(numbers.map((number) => rm(join(folder, `${name}.${number}.lock`), { force: true })));
    return { ok: true, release: () => writeFile(own, 'released') };
  }
  return { ok: false, holder: null };
}

async function lockNumbers(folder: string, name: string): Promise<readonly number[]> {
  const files = await readdir(folder);
  return files
    .flatMap((file) => {
      if (!file.startsWith(`${name}.`) || !file.endsWith('.lock')) return [];
      const number = Number(file.slice(name.length + 1, -'.lock'.length));
      return Number.isInteger(number) && number > 0 ? [number] : [];
    })
    .sort((a, b) => a - b);
}

async function createWith(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined: free (released, gone, or left behind in words that nobody could have written). */
async function readHolder(path: string): Promise<Holder | 'being-written' | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    if (text === 'released') return undefined;
    if (text !== '') return JSON.parse(text) as Holder; // written by createWith
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs < beingWrittenMs ? 'being-written' : undefined;
  } catch {
    // Gone meanwhile, or half a line of a writer that died: nobody holds it.
    return undefined;
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
