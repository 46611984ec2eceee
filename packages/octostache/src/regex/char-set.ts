import { isWhiteSpace } from '../white-space.ts';

/** Tells whether a UTF-16 unit belongs to a set. */
export interface CharSet {
  has(unit: number): boolean;
}

/** A set before it is made: ranges, classes as `\d`, and a set that is taken away from them. */
export interface CharSetParts {
  ranges: readonly (readonly [from: number, to: number])[];
  classes: readonly CharSet[];
  negated: boolean;
  ignoreCase: boolean;
  without?: CharSet | undefined;
}

/** Makes a set; the time of a question does not grow with the number of ranges. */
export function charSet({ ranges, classes, negated, ignoreCase, without }: CharSetParts): CharSet {
  const sorted = merged(ranges);
  const distinct = [...new Set(classes)];
  const contains = (unit: number) => inRanges(sorted, unit) || distinct.some((one) => one.has(unit));
  const inAnyCase = (unit: number) => contains(unit) || otherCases(unit).some(contains);
  const listed = ignoreCase ? inAnyCase : contains;
  return remembering((unit) => listed(unit) !== negated && !without?.has(unit));
}

/** The units that are the same letter in another case. */
export function otherCases(unit: number): readonly number[] {
  const letter = String.fromCharCode(unit);
  return [letter.toLowerCase(), letter.toUpperCase()].flatMap((other) =>
    other.length === 1 && other !== letter ? other.charCodeAt(0) : [],
  );
}

const word = remembering((unit) => /[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u.test(String.fromCharCode(unit)));
const digit = remembering((unit) => /\p{Nd}/u.test(String.fromCharCode(unit)));
const blank = remembering((unit) => isWhiteSpace(String.fromCharCode(unit)));
const complements = new Map([word, digit, blank].map((one) => [one, not(one)]));

/** The set of `\w`, `\d`, `\s`, or in capitals of all else; undefined for other letters. */
export function classNamed(letter: string): CharSet | undefined {
  const set = { w: word, d: digit, s: blank }[letter.toLowerCase()];
  return set && letter === letter.toUpperCase() ? complements.get(set) : set;
}

const categories = new Map<string, CharSet>();

/** The set of `\p{Lu}`, or of all else. Undefined for what is no general category of Unicode, as .NET's blocks. */
export function categoryNamed(name: string, negated: boolean): CharSet | undefined {
  if (!/^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)$/.test(name)) return undefined;
  const key = `${negated ? 'P' : 'p'}${name}`;
  const pattern = new RegExp(`\\p{${name}}`, 'u');
  const known = categories.get(key) ?? remembering((unit) => pattern.test(String.fromCharCode(unit)) !== negated);
  categories.set(key, known);
  return known;
}

/** Any character at all, or any but a line feed. */
export const anything: CharSet = { has: () => true };
export const anythingInLine: CharSet = { has: (unit) => unit !== 10 };

function not(set: CharSet): CharSet {
  return { has: (unit) => !set.has(unit) };
}

/** What was told once of a unit is kept. */
function remembering(tell: (unit: number) => boolean): CharSet {
  const known = new Map<number, boolean>();
  return {
    has(unit) {
      const told = known.get(unit);
      if (told !== undefined) return told;
      const answer = tell(unit);
      known.set(unit, answer);
      return answer;
    },
  };
}

type Ranges = readonly (readonly [from: number, to: number])[];

function merged(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function inRanges(ranges: Ranges, unit: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] ?? [0, -1];
    if (unit < from) high = middle - 1;
    else if (unit > to) low = middle + 1;
    else return true;
  }
  return false;
}
