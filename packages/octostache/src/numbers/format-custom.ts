import { type Digits, exponentOf, fractionOf, isZero, roundedTo, shifted, significant, wholeOf } from './digits.ts';
import { readSections, type Section } from './format-section.ts';
import type { NumberValue } from './number-value.ts';

/** The digits that a double is sure of; custom formats show no more of it. */
const sureDigits = 15;

/**
 * A number in a custom format: `0` and `#` for digits, `.`, `,` for groups or thousands, `%`, `‰`, `E+0`, texts in quotes or
 * behind `\`, and up to three sections. Undefined when a quote has no end.
 */
export function formatCustom(value: NumberValue, format: string): string | undefined {
  const sections = readSections(format);
  if (!sections) return undefined;
  const known = value.type === 'double' ? significant(value, sureDigits) : value;
  const [positive, negative, zero = positive] = sections;
  const chosen = isZero(known) ? zero : known.negative && negative && !negative.isEmpty ? negative : positive;
  const shown = chosen === negative && chosen !== positive ? { ...known, negative: false } : known;
  const rounded = fitted(shown, chosen);
  // What rounding makes zero is shown as zero.
  if (isZero(rounded.number) && chosen !== zero) return written(fitted({ ...known, negative: false }, zero), zero);
  return written(rounded, chosen);
}

interface Fitted {
  number: Digits;
  exponent: number;
}

/** A number with as many digits as a section shows. */
function fitted(value: Digits, section: Section): Fitted {
  const number = shifted(value, section.power);
  if (!section.exponent) return { number: roundedTo(number, section.decimals), exponent: 0 };
  const count = section.wholeDigits + section.decimals;
  const rounded = significant(number, Math.max(count, 1));
  const exponent = isZero(rounded) ? 0 : exponentOf(rounded) - Math.max(section.wholeDigits - 1, 0);
  return { number: roundedTo(shifted(rounded, -exponent), section.decimals), exponent };
}

function written({ number, exponent }: Fitted, section: Section): string {
  const whole = wholeOf(number).padStart(section.leastWhole, '0');
  const fraction = fractionOf(number).replace(/0+$/, '').padEnd(section.leastDecimals, '0');
  const parts: string[] = number.negative && !isZero(number) ? ['-'] : [];
  let left = section.wholeDigits;
  let begun = false;
  for (const piece of section.pieces) {
    if (piece.kind === 'text') {
      parts.push(piece.text);
    } else if (piece.kind === 'point') {
      // A whole part without any placeholder stands right before the point.
      if (section.wholeDigits === 0) parts.push(whole);
      if (fraction !== '') parts.push('.');
    } else if (piece.kind === 'exponent') {
      parts.push(exponentOfPiece(piece, exponent));
    } else if (piece.at < 0) {
      // The first placeholder takes all digits that have none of their own.
      const from = begun ? whole.length - left : 0;
      const to = whole.length - left + 1;
      for (let at = Math.max(from, 0); at < to; at += 1) {
        parts.push(whole[at] ?? '');
        if (section.group && (whole.length - at - 1) % 3 === 0 && at < whole.length - 1) parts.push(',');
      }
      begun = true;
      left -= 1;
    } else {
      parts.push(fraction[piece.at] ?? '');
    }
  }
  return parts.join('');
}

function exponentOfPiece(
  { mark, plus, length }: { mark: string; plus: boolean; length: number },
  exponent: number,
): string {
  const sign = exponent < 0 ? '-' : plus ? '+' : '';
  return `${mark}${sign}${String(Math.abs(exponent)).padStart(length, '0')}`;
}
