import { trimWhiteSpace } from '../white-space.ts';

/**
 * Whether a text counts as true in a condition: anything but an empty text, `0`, and `no` or `false` in any case and
 * with blanks around [octostache]. Never throws.
 */
export function isTruthy(text: string): boolean {
  if (text === '' || text === '0') return false;
  const word = trimWhiteSpace(text);
  return word.length > 5 || !/^(?:no|false)$/i.test(word);
}
