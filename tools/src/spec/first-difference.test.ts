import { expect, it } from 'vitest';
import { firstDifference } from './first-difference.ts';

it.each([
  ['a\nb\n', 'a\nb\n', undefined],
  ['a\r\nb\r\n', 'a\nb\n', undefined],
  ['a\nb\n', 'a\nc\n', 2],
  ['', 'a\n', 1],
  ['a\nb\n', 'a\n', 2],
])('%j against %j: %s', (committed, generated, expected) => {
  expect(firstDifference(committed, generated)).toBe(expected);
});
