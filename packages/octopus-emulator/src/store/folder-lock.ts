import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Somebody else has the folder open. The message is for the user. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use';
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop it, or choose another folder.`);
    this.name = 'FolderInUseError';
  }
}

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one of the same number, where the system says so. */
  readonly started: string | null;
  readonly token: string;
}

const held = new Set<string>();

/**
 * Takes a folder for this process. A lock that a dead process left is taken over.
 *
 * @throws {FolderInUseError} when a living one holds it, also this one.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const path = join(resolve(folder), 'lock.json');
  if (held.has(path)) throw new FolderInUseError(folder, process.pid);
  held.add(path);
  try {
    await takeLock(folder, path);
  } catch (error) {
    held.delete(path);
    throw error;
  }
  return {
    async release() {
      await rm(path, { force: true });
      held.delete(path);
    },
  };
}

async function takeLock(folder: string, path: string): Promise<void> {
  const own: Owner = { pid: process.pid, started: await startOf(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await placed(path, own)) return;
    const owner = await readOwner(path);
    if (owner === undefined) continue;
    if (await isAlive(owner)) throw new FolderInUseError(folder, owner.pid);
    await removeStale(path, owner);
  }
  throw new FolderInUseError(folder, 0);
}

/** Puts a complete lock in place, or finds that there is one. */
async function placed(path: string, own: Owner): Promise<boolean> {
  const draft = `${path}.${own.token}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const owner: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isOwner(owner) ? owner : { pid: 0, started: null, token: '' };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    if (error instanceof SyntaxError) return { pid: 0, started: null, token: '' };
    throw error;
  }
}

function isOwner(value: unknown): value is Owner {
  return (
    typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' && 'token' in value
  );
}

async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.pid <= 0 || owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  const started = await startOf(owner.pid);
  return started === null || owner.started === null || started === owner.started;
}

/** Moves a dead process's lock aside. If another process was quicker and it is its lock that moved, it goes back. */
async function removeStale(path: string, owner: Owner): Promise<void> {
  const aside = `${path}.${randomUUID()}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readOwner(aside);
  if (moved !== undefined && moved.token !== owner.token) {
    await link(aside, path).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

/** When a process started, as the system counts; null where it does not say. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
