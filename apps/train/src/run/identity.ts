import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning, ownMark, type ProcessMark, processPlace, readIfThere } from '@octotrain/durable-files';
import { troubleWith } from '../journal/journal-trouble.ts';
import type { StateFolder } from './run-folder.ts';

/** Which process this is, to all who share the server. */
export interface Identity extends ProcessMark {
  /** Told from other machines by its state folder. */
  readonly machine: string;
  readonly host: string;
  /** Where its number means something. */
  readonly place: string;
}

/** This process, at work in a state folder, which is made if need be. Throws a `JournalTrouble` where it cannot be written. */
export async function ownIdentity(folder: StateFolder): Promise<Identity> {
  return { machine: await machineOf(folder), host: hostname(), ...(await ownMark()), place: await processPlace() };
}

async function machineOf(folder: StateFolder): Promise<string> {
  const path = join(folder.path, 'machine');
  try {
    const known = await readIfThere(path);
    if (known) return known.trim();
    await mkdir(folder.path, { recursive: true });
    // Two processes may come at once: the second finds what the first wrote.
    await writeFile(path, `${randomUUID()}\n`, { flag: 'wx' }).catch(() => undefined);
    const written = await readIfThere(path);
    if (written) return written.trim();
  } catch (error) {
    throw troubleWith(path, error);
  }
  throw troubleWith(path, Object.assign(new Error(`${path} cannot be written`), { code: 'EACCES' }));
}

/**
 * Whether a process that had a key surely lives no more. Asked by one that has the train's file lock: no other process of the same machine drives it. Of a
 * process elsewhere nobody here can say.
 */
export async function isGone(
  holder: { readonly machine: string; readonly host: string; readonly place: string } & ProcessMark,
  me: Identity,
): Promise<boolean> {
  if (holder.machine === me.machine && holder.host === me.host) return true;
  return holder.place === me.place && !(await isRunning(holder));
}
