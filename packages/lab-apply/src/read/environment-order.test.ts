import { expect, it } from 'vitest';
import { inOrderOf } from './environment-order.ts';

const wanted = ['Development', 'Staging', 'Production'].map((name) => ({ name, description: '' }));

function orders(...documents: [name: string, order: number][]) {
  const given = documents.map(([Name, SortOrder]) => ({ Id: `Environments-${Name}`, Name, SortOrder }));
  // Only what the order is made of.
  return inOrderOf(wanted, given as unknown as Parameters<typeof inOrderOf>[1]).map(({ SortOrder }) => SortOrder);
}

it.each<[string, [string, number][], number[]]>([
  [
    'any numbers that keep the order',
    [
      ['Development', 10],
      ['Staging', 20],
      ['Production', 30],
    ],
    [0, 1, 2],
  ],
  [
    'the order of the answer, which is nothing',
    [
      ['Production', 3],
      ['development', 1],
      ['Staging', 2],
    ],
    [2, 0, 1],
  ],
  [
    'others in between',
    [
      ['Development', 0],
      ['Sandbox', 1],
      ['Staging', 2],
      ['Production', 3],
    ],
    [0, 1, 1, 2],
  ],
])('does not mind %s', (_what, given, expected) => {
  expect(orders(...given)).toEqual(expected);
});

it.each<[string, [string, number][]]>([
  [
    'another order',
    [
      ['Development', 10],
      ['Staging', 30],
      ['Production', 20],
    ],
  ],
  [
    'one that is missing',
    [
      ['Development', 10],
      ['Production', 20],
    ],
  ],
  [
    'two at one place',
    [
      ['Development', 10],
      ['Staging', 10],
      ['Production', 20],
    ],
  ],
])('shows %s as it is', (_what, given) => {
  expect(orders(...given)).toEqual(given.map(([, order]) => order));
});
