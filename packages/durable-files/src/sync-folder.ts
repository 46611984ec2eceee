import { open } from 'node:fs/promises';
import { hasCode } from './error-code.ts';

/** Makes what was made, renamed or removed in a folder durable. Windows has no such call and does not need it; some file systems have none either. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await folder.close();
  }
}
