import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './error-code.ts';

const waitsMs = [5, 10, 20, 40, 80, 160];

/**
 * Does something to a file, again and again for a third of a second where Windows refuses it because somebody (a reader, a virus scanner) has the
 * file open. Elsewhere such a refusal is final: it is about permissions.
 */
export async function insist<T>(act: () => Promise<T>, platform: NodeJS.Platform = process.platform): Promise<T> {
  for (const waitMs of platform === 'win32' ? waitsMs : []) {
    try {
      return await act();
    } catch (error) {
      if (!hasCode(error, 'EPERM', 'EACCES', 'EBUSY')) throw error;
      await wait(waitMs);
    }
  }
  return act();
}
