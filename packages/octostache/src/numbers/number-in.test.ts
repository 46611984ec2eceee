import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fractionOf, wholeOf } from './digits.ts';
import { decimalIn, digitsOf, doubleIn, intIn } from './number-in.ts';

it.each([
  ['1.5', 1.5],
  [' -1,234.50 ', -1234.5],
  ['+.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['-∞', -Infinity],
  ['nan', Number.NaN],
  ['', undefined],
  ['.', undefined],
  ['0x10', undefined],
  ['1 2', undefined],
  ['abc', undefined],
  ['e5', undefined],
])('%j is the double %s', (text, value) => {
  expect(doubleIn(text)).toBe(value);
});

it.each([
  ['023.40', { negative: false, digits: '02340', scale: 2 }],
  ['1,000-', { negative: true, digits: '1000', scale: 0 }],
  ['-1-', undefined],
  ['1e3', undefined],
  ['', undefined],
])('%j is the decimal %j', (text, digits) => {
  expect(decimalIn(text)).toEqual(digits);
});

it.each([
  ['-2147483648', -(2 ** 31)],
  ['2147483648', undefined],
  [' 7 ', 7],
  ['7.0', undefined],
])('%j is the whole number %s', (text, value) => {
  expect(intIn(text)).toBe(value);
});

it('the digits of a double are exact', () => {
  expect(fractionOf(digitsOf(0.1))).toBe('1000000000000000055511151231257827021181583404541015625');
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      const digits = digitsOf(value);
      const text = `${digits.negative ? '-' : ''}${wholeOf(digits) || '0'}.${fractionOf(digits)}`;
      expect(Number(text)).toBe(value);
    }),
  );
});
