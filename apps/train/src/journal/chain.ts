import { createHash } from 'node:crypto';

/** Hash of a text, as lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** What the first line of a journal says about the line before it. */
export const chainStart = '0'.repeat(64);
