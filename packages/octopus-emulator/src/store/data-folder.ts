import { mkdir } from 'node:fs/promises';
import { folderDisk } from './disk.ts';
import { lockFolder } from './folder-lock.ts';
import { type Kept, openKept } from './kept.ts';
import type { State } from './store.ts';

/** A folder that a server's state is kept in. */
export interface DataFolder extends Kept {
  /** Replaces a file of the folder, readable by its owner only. */
  write(name: string, text: string): Promise<void>;
}

/**
 * Opens a folder; a new one starts with `initial`.
 *
 * @throws {FolderInUseError} when another process has it open.
 */
export async function openDataFolder(folder: string, initial?: State): Promise<DataFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  const disk = folderDisk(folder);
  try {
    const kept = await openKept(disk, { place: folder, initial });
    return {
      ...kept,
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
