import { type CharSet, categoryNamed, classNamed } from './char-set.ts';
import { type PatternCursor, RegexFault } from './pattern-cursor.ts';

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The class that an escape stands for: `\d`, `\P{Lu}`. The cursor stands behind the backslash. */
export function parseClassEscape(cursor: PatternCursor): CharSet | undefined {
  const known = classNamed(cursor.next ?? '');
  if (known) {
    cursor.position += 1;
    return known;
  }
  const category = cursor.match(/([pP])\{(\w+)\}/y);
  if (!category) return undefined;
  const set = categoryNamed(category[2] ?? '', category[1] === 'P');
  if (!set) throw new RegexFault('this name of characters is not known');
  return set;
}

/** The one character that an escape stands for. The cursor stands behind the backslash. */
export function parseCharacterEscape(cursor: PatternCursor): string {
  const hex = cursor.match(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y);
  if (hex) return String.fromCharCode(Number.parseInt(hex[1] ?? hex[2] ?? '', 16));
  const octal = cursor.match(/[0-7]{1,3}/y);
  if (octal) return String.fromCharCode(Number.parseInt(octal[0], 8) & 255);
  const control = cursor.match(/c([@-_a-z])/y);
  if (control) return String.fromCharCode((control[1] ?? '').toUpperCase().charCodeAt(0) - 64);
  const character = cursor.character();
  const named = controls[character];
  if (named !== undefined) return named;
  if (/[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u.test(character)) throw new RegexFault('this escape is not known');
  return character;
}
