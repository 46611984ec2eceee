import {
  type Digits,
  exponentOf,
  fractionOf,
  grouped,
  isZero,
  roundedTo,
  shifted,
  significant,
  wholeOf,
} from './digits.ts';
import type { NumberValue } from './number-value.ts';

/** One letter, and how many digits are wanted. */
interface StandardFormat {
  letter: string;
  precision: number | undefined;
}

const mostDigits = 999;

/** A number in one of .NET's standard formats; undefined for one that its type does not know. */
export function formatStandard(value: NumberValue, { letter, precision }: StandardFormat): string | undefined {
  if ((precision ?? 0) > mostDigits) return undefined;
  const small = letter === letter.toLowerCase();
  switch (letter.toUpperCase()) {
    case 'C':
      return fixed(value, { decimals: precision ?? 2, group: true, before: '$' });
    case 'D':
      return value.type === 'int' ? sign(value) + (wholeOf(value) || '0').padStart(precision ?? 1, '0') : undefined;
    case 'E':
      return scientific(value, { decimals: precision ?? 6, mark: letter });
    case 'F':
      return fixed(value, { decimals: precision ?? 2 });
    case 'G':
      return general(value, precision, small ? 'e' : 'E');
    case 'N':
      return fixed(value, { decimals: precision ?? 2, group: true });
    case 'P':
      return fixed({ ...shifted(value, 2), type: value.type }, { decimals: precision ?? 2, group: true, after: '%' });
    case 'R':
      return value.type === 'double' ? value.shortest : undefined;
    case 'X':
      return value.type === 'int' ? hex(value, { length: precision ?? 1, small }) : undefined;
    default:
      return undefined;
  }
}

type Typed = Digits & Pick<NumberValue, 'type'>;

function fixed(
  value: Typed,
  {
    decimals,
    group = false,
    before = '',
    after = '',
  }: { decimals: number; group?: boolean; before?: string; after?: string },
): string {
  const rounded = { ...roundedTo(value, decimals), type: value.type };
  const whole = wholeOf(rounded) || '0';
  const fraction = decimals === 0 ? '' : `.${fractionOf(rounded)}`;
  return sign(rounded) + before + (group ? grouped(whole) : whole) + fraction + after;
}

/** Only doubles know a zero below zero. */
function sign(value: Typed): string {
  return value.negative && (value.type === 'double' || !isZero(value)) ? '-' : '';
}

function scientific(value: NumberValue, { decimals, mark }: { decimals: number; mark: string }): string {
  const rounded = significant(value, decimals + 1);
  const mantissa = fixed({ ...shifted(rounded, -exponentOf(rounded)), type: value.type }, { decimals });
  return `${mantissa}${mark}${exponentText(exponentOf(rounded), 3)}`;
}

function exponentText(exponent: number, length: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(length, '0')}`;
}

/** The shorter of fixed and scientific; without a precision all digits, those of a decimal as they were written. */
function general(value: NumberValue, precision: number | undefined, mark: 'e' | 'E'): string {
  if (!precision) {
    if (value.type === 'decimal') return fixed(value, { decimals: value.scale });
    return mark === 'e' ? value.shortest.replace('E', 'e') : value.shortest;
  }
  const rounded = significant(value, precision);
  const exponent = exponentOf(rounded);
  const plain = exponent < precision && exponent > -5;
  const shown = plain ? rounded : shifted(rounded, -exponent);
  const decimals = fractionOf(shown).replace(/0+$/, '').length;
  const text = fixed({ ...shown, type: value.type }, { decimals });
  return plain ? text : `${text}${mark}${exponentText(exponent, 2)}`;
}

/** Below zero as the complement of 32 bits. */
function hex(value: NumberValue, { length, small }: { length: number; small: boolean }): string {
  const text = ((Number(value.digits) * (value.negative ? -1 : 1)) >>> 0).toString(16).padStart(length, '0');
  return small ? text : text.toUpperCase();
}
