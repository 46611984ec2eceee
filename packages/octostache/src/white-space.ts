const blank = /\p{White_Space}/u;

/** Whether a character is white space as .NET counts it: U+0085 is, the byte order mark is not. */
export function isWhiteSpace(character: string | undefined): boolean {
  if (character === undefined) return false;
  if (character === ' ') return true;
  return (character < '\u000e' || character > '~') && blank.test(character);
}

/** A text without white space at its start, its end, or both. */
export function trimWhiteSpace(text: string, side: 'start' | 'end' | 'both' = 'both'): string {
  let [start, end] = [0, text.length];
  // By hand: a pattern that must reach the end would be tried from every blank.
  if (side !== 'start') while (end > 0 && isWhiteSpace(text[end - 1])) end -= 1;
  if (side !== 'end') while (start < end && isWhiteSpace(text[start])) start += 1;
  return text.slice(start, end);
}
