import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatNumber, numberIn } from './format-number.ts';
import type { NumberType } from './number-value.ts';

function formatted(text: string, type: NumberType, format: string): string | undefined {
  const number = numberIn(text, type);
  return number === undefined ? undefined : formatNumber(number, format);
}

it.each<[string, NumberType, string, string | undefined]>([
  ['4.3', 'decimal', 'C', '$4.30'],
  ['-1234.567', 'decimal', 'C2', '-$1,234.57'],
  ['7', 'int', 'D3', '007'],
  ['-7', 'int', 'd3', '-007'],
  ['7', 'double', 'D3', undefined],
  ['12345.6789', 'double', 'E2', '1.23E+004'],
  ['0.00012', 'double', 'e3', '1.200e-004'],
  ['0', 'double', 'E2', '0.00E+000'],
  ['9.995', 'decimal', 'E2', '1.00E+001'],
  ['2.5', 'decimal', 'F0', '3'],
  ['-0.001', 'decimal', 'F2', '0.00'],
  ['-0.001', 'double', 'F2', '-0.00'],
  ['0.1', 'double', 'F20', '0.10000000000000000555'],
  ['23.40', 'decimal', 'G', '23.40'],
  ['23.40', 'decimal', '', '23.40'],
  ['23.40', 'double', 'G', '23.4'],
  ['1234567', 'double', 'G3', '1.23E+06'],
  ['0.00001234', 'double', 'g2', '1.2e-05'],
  ['1234.5', 'decimal', 'G3', '1.23E+03'],
  ['123.4', 'decimal', 'G3', '123'],
  ['1234567.891', 'decimal', 'N', '1,234,567.89'],
  ['123', 'int', 'N0', '123'],
  ['0.1234', 'double', 'P', '12.34%'],
  ['-0.5', 'decimal', 'P0', '-50%'],
  ['0.1', 'double', 'R', '0.1'],
  ['0.1', 'decimal', 'R', undefined],
  ['255', 'int', 'X', 'FF'],
  ['255', 'int', 'x4', '00ff'],
  ['-1', 'int', 'X', 'FFFFFFFF'],
  ['1', 'decimal', 'Z', undefined],
  ['1', 'decimal', 'F1000', undefined],
  ['NaN', 'double', 'N2', 'NaN'],
  ['1.5', 'int', 'N2', undefined],
  // Custom formats.
  ['5', 'int', '000', '005'],
  ['1234567.891', 'decimal', '#,##0.00', '1,234,567.89'],
  ['1234.5', 'decimal', '0.###', '1234.5'],
  ['12', 'decimal', '#.##', '12'],
  ['0.5', 'decimal', '#.##', '.5'],
  ['0', 'decimal', '#', ''],
  ['12.5', 'decimal', '.00', '12.50'],
  ['1234567', 'decimal', '#,##0,', '1,235'],
  ['1234567890', 'decimal', '0,,.0', '1234.6'],
  ['0.256', 'decimal', '0.0%', '25.6%'],
  ['0.5', 'decimal', '0‰', '500‰'],
  ['-5', 'decimal', '0;(0)', '(5)'],
  ['0', 'decimal', '0;(0);none', 'none'],
  ['-0.001', 'decimal', '0.0;(0.0)', '0.0'],
  ['-5', 'decimal', '0;;none', '-5'],
  ['-5', 'decimal', '0.0', '-5.0'],
  ['86000', 'double', '0.###E+0', '8.6E+4'],
  ['86000', 'double', '0.###E+000', '8.6E+004'],
  ['0.0123', 'double', '00.0e-0', '12.3e-3'],
  ['5', 'decimal', '\'0\'0 "items" \\#', '05 items #'],
  ['1234', 'decimal', '00-00', '12-34'],
  ['123456', 'decimal', '00-00', '1234-56'],
  ['5', 'decimal', 'abc', 'abc'],
  ['5', 'decimal', "'0", undefined],
  ['0.1234567890123456789', 'double', '0.####################', '0.123456789012346'],
])('%s as %s in %j is %j', (text, type, format, expected) => {
  expect(formatted(text, type, format)).toBe(expected);
});

it('a format never throws, and with F the number comes back', () => {
  const format = fc.array(fc.constantFrom(...'0#,.%;E+-eCDFGNPRX1239\\\'" ‰a'.split('')), { maxLength: 12 });
  fc.assert(
    fc.property(format, fc.double(), fc.constantFrom<NumberType>('double', 'decimal', 'int'), (parts, value, type) => {
      expect(() => formatted(String(value), type, parts.join(''))).not.toThrow();
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
      expect(Number(formatted(String(value), 'double', 'F400'))).toBe(value + 0);
    }),
  );
});
