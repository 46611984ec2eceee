import { doubleText } from './double-text.ts';
import { formatCustom } from './format-custom.ts';
import { formatStandard } from './format-standard.ts';
import { decimalIn, digitsOf, doubleIn, intIn } from './number-in.ts';
import type { NumberType, NumberValue } from './number-value.ts';

/** The number of a type that a text stands for; a text instead of digits for what has none, as `NaN`. */
export function numberIn(text: string, type: NumberType): NumberValue | string | undefined {
  if (type === 'decimal') {
    const digits = decimalIn(text);
    return digits && { ...digits, type, shortest: '' };
  }
  const value = type === 'int' ? intIn(text) : doubleIn(text);
  if (value === undefined) return undefined;
  if (!Number.isFinite(value)) return doubleText(value);
  return { ...digitsOf(value), type, shortest: doubleText(value) };
}

/**
 * A number in a .NET format, standard (`N2`, `C`) or custom (`#,##0.00;(0)`), in the culture en-US; undefined for a
 * format that the type does not know. Where .NET's versions and their sources of cultures differ [guess]: two decimals
 * without a precision, `-$1.00`, and `12.00%` without a blank. Not covered: `B`, and precisions over 999.
 */
export function formatNumber(value: NumberValue | string, format: string): string | undefined {
  if (typeof value === 'string') return value;
  const standard = /^(?:([a-z])(\d{0,9}))?$/i.exec(format);
  if (!standard) return formatCustom(value, format);
  const [, letter = 'G', precision = ''] = standard;
  return formatStandard(value, { letter, precision: precision === '' ? undefined : Number(precision) });
}
