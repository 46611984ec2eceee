import { type CharSet, charSet } from './char-set.ts';
import { parseCharacterEscape, parseClassEscape } from './parse-escape.ts';
import { type PatternCursor, RegexFault } from './pattern-cursor.ts';

const deepest = 50;

/** `[…]` with ranges, classes and `-[…]` taken away; the cursor stands behind the bracket that opens it. */
export function parseCharClass(cursor: PatternCursor, { ignoreCase }: { ignoreCase: boolean }, depth = 0): CharSet {
  if (depth > deepest) throw new RegexFault('nested too deeply');
  const negated = cursor.take('^');
  const ranges: [number, number][] = [];
  const classes: CharSet[] = [];
  let without: CharSet | undefined;
  // A bracket right at the start is a character of the set.
  for (let first = true; first || !cursor.take(']'); first = false) {
    if (!first && cursor.take('-[')) {
      without = parseCharClass(cursor, { ignoreCase }, depth + 1);
      cursor.expect(']');
      break;
    }
    const from = parseMember(cursor);
    if (typeof from === 'string') ranges.push([from.charCodeAt(0), rangeEnd(cursor, from).charCodeAt(0)]);
    else classes.push(from);
  }
  return charSet({ ranges, classes, negated, ignoreCase, without });
}

/** The other end of a range; the character itself when there is none. */
function rangeEnd(cursor: PatternCursor, from: string): string {
  const after = cursor.text[cursor.position + 1];
  if (cursor.next !== '-' || after === ']' || after === '[' || after === undefined) return from;
  cursor.position += 1;
  const to = parseMember(cursor);
  if (typeof to !== 'string' || to < from) throw new RegexFault('the range is in reverse order');
  return to;
}

function parseMember(cursor: PatternCursor): string | CharSet {
  if (!cursor.take('\\')) return cursor.character();
  if (cursor.take('b')) return '\b';
  return parseClassEscape(cursor) ?? parseCharacterEscape(cursor);
}
