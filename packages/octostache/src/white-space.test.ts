import { expect, it } from 'vitest';
import { isWhiteSpace, trimWhiteSpace } from './white-space.ts';

it.each([
  [' ', true],
  ['\t', true],
  ['\u0085', true],
  ['\u00a0', true],
  ['\u3000', true],
  ['\ufeff', false],
  ['a', false],
  [undefined, false],
])('%j is white space: %s', (character, expected) => {
  expect(isWhiteSpace(character)).toBe(expected);
});

it.each([
  [undefined, '\ufeffa'],
  ['start', '\ufeffa \u0085'],
  ['end', '\u2003\n\ufeffa'],
] as const)('what is trimmed at %s keeps the rest', (side, expected) => {
  expect(trimWhiteSpace('\u2003\n\ufeffa \u0085', side)).toBe(expected);
});
