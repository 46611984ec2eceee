import type { Problem } from '@octotrain/checked-yaml';
import { allIn, grouped, type Place } from './places.ts';
import { remedyFor } from './remedies.ts';
import { alsoAt } from './words.ts';

/** From how many characters a text counts, unless it is the name of something of the file. */
const longText = 24;
/** From how many single values, and characters, a mapping or list counts. */
const manyLeaves = 3;
const longValue = 40;

/** Mappings, lists and texts that the file says more than once; what is within a larger repetition is not told again. */
export function repeatedValues(root: Place): readonly Problem[] {
  const all = allIn(root);
  const names = new Set(all.map(({ path }) => path.at(-1)));
  const groups = grouped(
    all.filter((place) => counts(place, names)),
    ({ identity }) => identity,
  );
  const repeated = groups.filter((places) => places.length > 1);
  const covered = new Set<Place>();
  return repeated
    .toSorted((one, other) => (other[0]?.identity.length ?? 0) - (one[0]?.identity.length ?? 0))
    .flatMap((places): Problem[] => {
      const [first, ...others] = places;
      if (!first || places.every((place) => covered.has(place))) return [];
      for (const place of places) for (const one of allIn(place)) covered.add(one);
      const what = typeof first.value === 'string' ? `the text \`${shortened(first.value)}\`` : 'the same';
      const { file, line, column } = first;
      const message = `${what} is written ${places.length === 2 ? 'twice' : `${places.length} times`}: ${alsoAt(others)}`;
      return [{ file, line, column, code: 'written-twice', message, hint: remedyFor(places) }];
    });
}

function counts({ value, identity, leaves, inside }: Place, names: ReadonlySet<unknown>): boolean {
  if (inside.length > 0) return leaves >= manyLeaves && identity.length >= longValue;
  return typeof value === 'string' && value.length >= longText && !names.has(value);
}

function shortened(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 || line !== text.trim() ? `${line.slice(0, 59)}…` : line;
}
