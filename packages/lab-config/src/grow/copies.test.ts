import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copiesOf, growTable } from './copies.ts';

test('copies come in the order of the table, each with its number', () => {
  expect(growTable({ a: 'x', b: 'y' }, 5, (entry, copy) => `${entry}${copy}`)).toEqual({
    a: 'x',
    b: 'y',
    'a 2': 'x2',
    'b 2': 'y2',
    'a 3': 'x3',
  });
});

test('nothing is left out, and nothing comes of nothing', () => {
  expect(growTable({ a: 1, b: 2 }, 1, () => 0)).toEqual({ a: 1, b: 2 });
  expect(growTable({}, 3, () => 0)).toEqual({});
  expect(copiesOf('elsewhere', ['a'], 9)).toEqual(['elsewhere']);
});

test('the copies of all names are the names of the grown table', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(40), (count, wanted) => {
      const names = Array.from({ length: count }, (_, at) => `n${at}`);
      const table = growTable(Object.fromEntries(names.map((name) => [name, 0])), wanted, (entry) => entry);
      const copies = names.flatMap((name) => copiesOf(name, names, wanted));
      expect(copies.toSorted()).toEqual(Object.keys(table).toSorted());
    }),
  );
});
