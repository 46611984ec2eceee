import { mkdir } from 'node:fs/promises';
import { folderDisk } from './disk.ts';
import { lockFolder } from './folder-lock.ts';
import { type Kept, openKept } from './kept.ts';
import type { State } from './store.ts';
import { aMinuteLater } from './trouble.ts';

/** A folder that a server's state is kept in. */
export interface DataFolder extends Kept {
  /** Replaces a file of the folder, readable by its owner only. */
  write(name: string, text: string): Promise<void>;
  /** Why the journal only grows now; undefined while all goes well. */
  trouble(): string | undefined;
}

/**
 * Opens a folder; a new one starts with `initial`.
 *
 * @throws {FolderInUseError} when another process has it open.
 */
export async function openDataFolder(
  folder: string,
  options: { initial?: State | undefined; compactAt?: number | undefined; onTrouble?: (message: string) => void } = {},
): Promise<DataFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  const disk = folderDisk(folder);
  try {
    let trouble: string | undefined;
    const kept = await openKept(disk, {
      place: folder,
      initial: options.initial,
      compactAt: options.compactAt,
      ears: {
        later: aMinuteLater,
        onTrouble(error) {
          trouble = `The journal in ${folder} cannot be put into files of its own: ${messageOf(error)}. Nothing is lost; it is tried again every minute.`;
          options.onTrouble?.(trouble);
        },
        onOver() {
          trouble = undefined;
        },
      },
    });
    return {
      ...kept,
      trouble: () => trouble,
      write: disk.replace,
      async close() {
        try {
          await kept.close();
        } finally {
          await lock.release();
        }
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
