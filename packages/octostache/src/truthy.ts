/**
 * Whether a text counts as true in a condition: anything but an empty text, `0`, and `no` or `false` in any case and
 * with blanks around.
 */
export function isTruthy(text: string): boolean {
  if (text === '' || text === '0') return false;
  const word = text.trim().toLowerCase();
  return word !== 'no' && word !== 'false';
}
