import { describe, expect, test } from 'vitest';
import { clean, cleanLine } from './clean.ts';

describe('what people wrote', () => {
  test.each([
    ['a key', 'with API-ABCDEFGH12345678', 'with API-***'],
    ['a token', 'bearer eyJhbGciOi.eyJzdWIi.c2ln!', 'bearer ***!'],
    ['cursor moves', 'a\u001b[2Jb\u0007c\u009bd', 'a[2Jbcd'],
    ['nothing of the kind', 'Prüfung ✔\n\tok', 'Prüfung ✔\n\tok'],
  ])('loses %s', (_what, written, shown) => {
    expect(clean(written)).toBe(shown);
  });

  test('comes on one line where there is only one', () => {
    expect(cleanLine('a\r\n  b\nc')).toBe('a b c');
  });
});
