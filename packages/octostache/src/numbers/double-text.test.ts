import fc from 'fast-check';
import { expect, it } from 'vitest';
import { doubleText } from './double-text.ts';

it.each([
  [0, '0'],
  [-0, '-0'],
  [1.5, '1.5'],
  [-2, '-2'],
  [2 / 7, '0.2857142857142857'],
  [0.0001, '0.0001'],
  [0.00001, '1E-05'],
  [1e14, '100000000000000'],
  [1e15, '1E+15'],
  [1.2345678901234568e17, '1.2345678901234568E+17'],
  [-1e-300, '-1E-300'],
  [1 / 0, '∞'],
  [-1 / 0, '-∞'],
  [Number.NaN, 'NaN'],
])('%d is written %s', (value, text) => {
  expect(doubleText(value)).toBe(text);
});

it('a double comes back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      expect(Number(doubleText(value))).toBe(value);
    }),
  );
});
