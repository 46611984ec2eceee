import { expect, it } from 'vitest';
import { lowerCase, upperCase } from './letter-case.ts';

it.each([
  ['Acme Corp', 'acme corp', 'ACME CORP'],
  ['Éß', 'éß', 'Éß'],
  ['ΑΣ', 'ασ', 'ΑΣ'],
  ['𐐀', '𐐨', '𐐀'],
  ['ﬁ', 'ﬁ', 'ﬁ'],
])('%s is %s and %s, letter by letter', (text, lower, upper) => {
  expect(lowerCase(text)).toBe(lower);
  expect(upperCase(text)).toBe(upper);
});
