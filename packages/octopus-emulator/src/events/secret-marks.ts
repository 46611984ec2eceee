import { createHash } from 'node:crypto';
import { isSensitive } from '../http/sensitive.ts';

const MARK_LENGTH = 12;

/**
 * A copy of a document in which each secret is replaced by a mark, which tells no more than whether it is another one
 * than before: a salted hash. [docs]
 */
export function withSecretMarks(value: unknown, salt: () => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSensitive(value)) {
    const { HasValue, NewValue, Hint } = value;
    return { HasValue, NewValue: NewValue === null ? null : markOf(NewValue, salt()), Hint };
  }
  if (Array.isArray(value)) return value.map((inner) => withSecretMarks(inner, salt));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecretMarks(inner, salt)]));
}

function markOf(secret: string, salt: string): string {
  return `sensitive:${createHash('sha256').update(`${salt} ${secret}`).digest('hex').slice(0, MARK_LENGTH)}`;
}
