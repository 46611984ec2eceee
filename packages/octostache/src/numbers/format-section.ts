/** A part of a custom format. Placeholders count: below 0 before the point, from 0 behind it. */
type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'digit'; at: number }
  | { kind: 'point' }
  | { kind: 'exponent'; mark: string; plus: boolean; length: number };

/** One of the sections of a custom format. */
export interface Section {
  pieces: readonly Piece[];
  /** Placeholders before and behind the point. */
  wholeDigits: number;
  decimals: number;
  /** How many of them are zeros that are always shown. */
  leastWhole: number;
  leastDecimals: number;
  /** Whether digits before the point come in groups of three. */
  group: boolean;
  /** The power of ten that `%`, `‰` and commas before the point stand for. */
  power: number;
  exponent: boolean;
  isEmpty: boolean;
}

/** The sections of a custom format, at least one; undefined when a quote has no end. */
export function readSections(format: string): [Section, ...Section[]] | undefined {
  const [first, ...more] = splitSections(format);
  const sections = [readSection(first), ...more.map(readSection)].filter((section) => section !== undefined);
  const [begin, ...rest] = sections;
  return begin && sections.length === more.length + 1 ? [begin, ...rest.slice(0, 2)] : undefined;
}

const token = /\\.|'[^']*'|"[^"]*"|e[-+]?0+|./gis;

function splitSections(format: string): [string, ...string[]] {
  const sections: string[][] = [[]];
  for (const [part] of format.matchAll(token)) {
    if (part === ';') sections.push([]);
    else sections.at(-1)?.push(part);
  }
  const [first = '', ...more] = sections.map((parts) => parts.join(''));
  return [first, ...more];
}

function readSection(text: string): Section | undefined {
  const tokens = Array.from(text.matchAll(token), ([part]) => part);
  const pieces: Piece[] = [];
  const zeros: number[] = [];
  let places = 0;
  let pointAt: number | undefined;
  let commas = 0;
  let group = false;
  let power = 0;
  for (const part of tokens) {
    const isDigit = part === '0' || part === '#';
    if (isDigit && commas > 0 && places > 0 && pointAt === undefined) group = true;
    if (isDigit) commas = 0;
    if (isDigit) {
      if (part === '0') zeros.push(places);
      pieces.push({ kind: 'digit', at: places });
      places += 1;
    } else if (part === '.') {
      if (pointAt === undefined) {
        power -= 3 * commas;
        commas = 0;
        pointAt = places;
        pieces.push({ kind: 'point' });
      }
    } else if (part === ',') {
      if (pointAt === undefined && places > 0) commas += 1;
    } else if (/^e[-+]?0+$/i.test(part)) {
      pieces.push(exponentPiece(part));
    } else {
      const literal = literalOf(part);
      if (literal === undefined) return undefined;
      power += part === '%' ? 2 : part === '‰' ? 3 : 0;
      pieces.push({ kind: 'text', text: literal });
    }
  }
  const whole = pointAt ?? places;
  const firstZero = zeros[0] ?? whole;
  const lastZero = zeros.at(-1) ?? -1;
  return {
    pieces: pieces.map((piece) => (piece.kind === 'digit' ? { kind: 'digit', at: piece.at - whole } : piece)),
    wholeDigits: whole,
    decimals: places - whole,
    leastWhole: Math.max(whole - firstZero, 0),
    leastDecimals: Math.max(lastZero + 1 - whole, 0),
    group,
    power: power - 3 * commas,
    exponent: pieces.some(({ kind }) => kind === 'exponent'),
    isEmpty: text === '',
  };
}

function exponentPiece(part: string): Piece {
  const digits = /0+$/.exec(part)?.[0] ?? '';
  return { kind: 'exponent', mark: part.slice(0, 1), plus: part[1] === '+', length: Math.min(digits.length, 10) };
}

/** The text that a part stands for; undefined for a quote without an end. */
function literalOf(part: string): string | undefined {
  if (part === '\\') return '';
  if (part.startsWith('\\')) return part.slice(1);
  if (part.length > 1 && /^['"]/.test(part)) return part.slice(1, -1);
  return part === "'" || part === '"' ? undefined : part;
}
