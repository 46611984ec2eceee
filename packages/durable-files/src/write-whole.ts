import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { insist } from './insist.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Writes or replaces a file as a whole: after a crash of the process or the machine, the old text is there or the new one, never a part, and once this
 * resolves it is the new one. Readers never see a part either; of several writers at once, one wins. A file that is replaced gets a new file's
 * permissions. The folder must be there. When the write fails, the old file stays and nothing is left beside it.
 *
 * @param options.ownerOnly for secrets: nobody else may read the file, at no moment (Windows: as the folder says).
 */
export async function writeWhole(path: string, text: string, options: { ownerOnly?: boolean } = {}): Promise<void> {
  const draft = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(draft, 'wx', options.ownerOnly ? 0o600 : 0o666);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await insist(() => rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
