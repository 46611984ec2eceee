import { trimWhiteSpace } from '../white-space.ts';
import type { Digits } from './digits.ts';

const mostDigits = 400;

/** The double that a text stands for in the culture en-US: blanks around, thousands and an exponent are allowed. */
export function doubleIn(text: string): number | undefined {
  const trimmed = trimWhiteSpace(text);
  const special = /^(?:([-+])?(∞|infinity)|(nan))$/i.exec(trimmed);
  if (special) return special[3] ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  if (!/^[-+]?(?:\d[\d,]*)?(?:\.\d*)?(?:e[-+]?\d+)?$/i.test(trimmed) || !/\d/.test(trimmed.split(/e/i)[0] ?? '')) {
    return undefined;
  }
  return Number(trimmed.replaceAll(',', ''));
}

/**
 * The decimal number that a text stands for in the culture en-US, without an exponent [octostache]. The server's type
 * has room for 28 digits and refuses more; so many that no one writes them are refused here.
 */
export function decimalIn(text: string): Digits | undefined {
  const trimmed = trimWhiteSpace(text);
  const found = /^([-+]?)((?:\d[\d,]*)?)(?:\.(\d*))?([-+]?)$/.exec(trimmed);
  const [, sign = '', whole = '', fraction = '', signBehind = ''] = found ?? [];
  const digits = whole.replaceAll(',', '') + fraction;
  if (digits === '' || digits.length > mostDigits || (sign !== '' && signBehind !== '')) return undefined;
  return { negative: sign === '-' || signBehind === '-', digits, scale: fraction.length };
}

/** The whole number of 32 bits that a text stands for. */
export function intIn(text: string): number | undefined {
  const trimmed = trimWhiteSpace(text);
  const value = /^[-+]?\d{1,20}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}

/** All digits of a double, exactly. */
export function digitsOf(value: number): Digits {
  const negative = value < 0 || Object.is(value, -0);
  const [mantissa, power] = halvesOf(Math.abs(value));
  if (power >= 0) return { negative, digits: String(mantissa << BigInt(power)), scale: 0 };
  // One half is five tenths: m / 2^p is m·5^p / 10^p.
  const digits = String(mantissa * 5n ** BigInt(-power)).padStart(-power + 1, '0');
  return { negative, digits, scale: -power };
}

/** A double as a whole number times a power of two. */
function halvesOf(value: number): [mantissa: bigint, power: number] {
  let mantissa = value;
  let power = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    power -= 1;
  }
  return [BigInt(mantissa), power];
}
