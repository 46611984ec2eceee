import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstNotBelow, joined, type Rows, without } from './rows.ts';

/** Rows of numbers, some of which are missing. */
function rowsOf(numbers: readonly number[], missing: ReadonlySet<number> = new Set()): Rows<number> {
  const sorted = [...numbers].sort((a, b) => a - b);
  return {
    size: sorted.length,
    orderAt: (at) => sorted[at] ?? 0,
    isThere: (at) => !missing.has(sorted[at] ?? 0),
    documentAt: (at) => sorted[at] ?? 0,
    missingBefore: (end) => sorted.slice(0, end).filter((number) => missing.has(number)).length,
  };
}

const parts = fc.uniqueArray(fc.nat({ max: 5_000 }), { maxLength: 1_500, size: 'max' }).chain((numbers) =>
  fc.record({
    numbers: fc.constant(numbers),
    partOf: fc.array(fc.nat({ max: 4 }), { minLength: numbers.length, maxLength: numbers.length }),
    missing: fc.subarray([...numbers]),
    from: fc.nat({ max: 1_600 }),
    take: fc.nat({ max: 40 }),
  }),
);

it('gives every page as if all were one sorted array', () => {
  fc.assert(
    fc.property(parts, ({ numbers, partOf, missing, from, take }) => {
      const gone = new Set(missing);
      const rows = [0, 1, 2, 3, 4].map((part) =>
        rowsOf(
          numbers.filter((_, at) => partOf[at] === part),
          gone,
        ),
      );
      const all = numbers.filter((number) => !gone.has(number)).sort((a, b) => b - a);

      const found = joined(rows);

      expect(found.length).toBe(all.length);
      expect(found.slice(from, from + take)).toEqual(all.slice(from, from + take));
    }),
  );
});

it('leaves out the rows that are left out, whichever way a page is reached', () => {
  fc.assert(
    fc.property(parts, ({ numbers, partOf, missing, from, take }) => {
      const gone = new Set(missing);
      const isLeft = (number: number) => (partOf[numbers.indexOf(number)] ?? 0) === 0;
      const sorted = [...numbers].sort((a, b) => a - b);
      const left = rowsOf(numbers.filter(isLeft), gone);
      const all = sorted.filter((number) => !gone.has(number) && !isLeft(number)).reverse();

      const found = joined([without(rowsOf(numbers, gone), [left], (at) => isLeft(sorted[at] ?? 0))]);

      expect(found.length).toBe(all.length);
      expect(found.slice(from, from + take)).toEqual(all.slice(from, from + take));
    }),
  );
});

it('finds the first that is not below', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), fc.nat({ max: 60 }), (numbers, order) => {
      const rows = rowsOf(numbers);
      const expected = [...numbers].sort((a, b) => a - b).findIndex((number) => number >= order);
      expect(firstNotBelow(rows, order)).toBe(expected < 0 ? numbers.length : expected);
    }),
  );
});
