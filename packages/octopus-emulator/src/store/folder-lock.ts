import { hostname } from 'node:os';
import { acquireFileLock, type Locking } from '@octotrain/durable-files';

/** Somebody else has the folder open. The message is for the user. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use';
  constructor(message: string) {
    super(message);
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes a folder for one server. A lock that a dead process left is taken over.
 *
 * @throws {FolderInUseError} when a living process holds it, also this one.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const lock = await acquireFileLock({ folder, name: 'server', what: 'an embedded server' });
  if (!lock.ok) throw new FolderInUseError(inUse(folder, lock));
  return lock;
}

function inUse(folder: string, { holder, path }: Extract<Locking, { ok: false }>): string {
  if (!holder)
    return `The data folder ${folder} is in use: ${path} cannot be read. Try again, or choose another folder.`;
  const held = `The data folder ${folder} is in use by process ${holder.pid}`;
  return holder.host === hostname()
    ? `${held}. Stop it, or choose another folder.`
    : `${held} of ${holder.host}. Stop it (if it is gone, remove ${path}), or choose another folder.`;
}
