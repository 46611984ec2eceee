/** A decimal number digit by digit: the value is `digits` with a point before the last `scale` of them. */
export interface Digits {
  negative: boolean;
  /** At least one. */
  digits: string;
  /** Never negative. */
  scale: number;
}

/** The digits before the point, without zeros in front: empty below one. */
export function wholeOf({ digits, scale }: Digits): string {
  return digits.slice(0, Math.max(digits.length - scale, 0)).replace(/^0+/, '');
}

/** The digits behind the point, `scale` many. */
export function fractionOf({ digits, scale }: Digits): string {
  return scale === 0 ? '' : digits.padStart(scale, '0').slice(-scale);
}

export function isZero({ digits }: Digits): boolean {
  return !/[1-9]/.test(digits);
}

/** Exactly so many digits behind the point, halves rounded away from zero. */
export function roundedTo(number: Digits, decimals: number): Digits {
  const { negative, digits, scale } = number;
  if (scale <= decimals) return { negative, digits: digits + '0'.repeat(decimals - scale), scale: decimals };
  const cut = scale - decimals;
  const padded = digits.padStart(cut + 1, '0');
  const kept = padded.slice(0, -cut);
  const up = (padded.at(-cut) ?? '0') >= '5';
  const sum = up ? String(BigInt(kept) + 1n).padStart(kept.length, '0') : kept;
  return { negative, digits: sum, scale: decimals };
}

/** The power of ten of the first digit that is not zero; 0 for zero. */
export function exponentOf(number: Digits): number {
  const whole = wholeOf(number);
  if (whole !== '') return whole.length - 1;
  const first = fractionOf(number).search(/[1-9]/);
  return first < 0 ? 0 : -first - 1;
}

/** Times a power of ten. */
export function shifted({ negative, digits, scale }: Digits, power: number): Digits {
  if (scale >= power) return { negative, digits, scale: scale - power };
  return { negative, digits: digits + '0'.repeat(power - scale), scale: 0 };
}

/** At most so many significant digits; zeros take the place of the rest. */
export function significant(number: Digits, count: number): Digits {
  const decimals = count - 1 - exponentOf(number);
  if (decimals >= 0) return roundedTo(number, Math.min(decimals, number.scale));
  return shifted(roundedTo(shifted(number, decimals), 0), -decimals);
}

/** Digits of a whole number in groups of three. */
export function grouped(whole: string): string {
  const first = whole.length % 3;
  const groups = first === 0 ? [] : [whole.slice(0, first)];
  for (let at = first; at < whole.length; at += 3) groups.push(whole.slice(at, at + 3));
  return groups.join(',');
}
