import type { Found } from './matcher.ts';
import type { Program } from './program.ts';

/** A part of a replacement: a text, a group by its place, or a stretch of the text around the match. */
type ReplacementPart =
  | { kind: 'text'; text: string }
  | { kind: 'group'; place: number }
  | { kind: 'before' | 'behind' | 'whole' | 'last-group' };

/** The parts of a .NET replacement; what names no group of the pattern is text. */
export function parseReplacement(replacement: string, program: Program): readonly ReplacementPart[] {
  return Array.from(replacement.matchAll(/\$(?:\{(\w+)\}|(\d{1,9})|[$&`'+_])|[^$]+|\$/g), ([text, braced, number]) => {
    const name = braced ?? number;
    if (name !== undefined) {
      const place = placeOf(name, program);
      return place < 0 ? { kind: 'text', text } : { kind: 'group', place };
    }
    return marks.get(text) ?? { kind: 'text', text };
  });
}

const marks: ReadonlyMap<string, ReplacementPart> = new Map<string, ReplacementPart>([
  ['$$', { kind: 'text', text: '$' }],
  ['$&', { kind: 'group', place: 0 }],
  ['$`', { kind: 'before' }],
  ["$'", { kind: 'behind' }],
  ['$_', { kind: 'whole' }],
  ['$+', { kind: 'last-group' }],
]);

/** What a part stands for at one match. */
export function partText(
  part: ReplacementPart,
  { text, found, program }: { text: string; found: Found; program: Program },
): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'group':
      return groupText(text, found, part.place);
    case 'last-group':
      return groupText(text, found, program.places.size - 1);
    case 'before':
      return text.slice(0, found.start);
    case 'behind':
      return text.slice(found.end);
    case 'whole':
      return text;
  }
}

function placeOf(name: string, program: Program): number {
  const number = /^\d+$/.test(name) ? Number(name) : program.byName.get(name);
  return (number === undefined ? undefined : program.places.get(number)) ?? -1;
}

function groupText(text: string, found: Found, place: number): string {
  const span = found.group(place);
  return span ? text.slice(span.start, span.end) : '';
}
