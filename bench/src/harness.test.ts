import { expect, it } from 'vitest';
import { measure, median } from './harness.ts';
import { renderTable } from './table.ts';

it.each([
  [[3], 3],
  [[4, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

it('alternates the sides, and the first run of each does not count', async () => {
  const order: string[] = [];
  const side = (name: string) => ({
    name,
    async run() {
      return { turn: order.push(name) };
    },
  });

  const { cases } = await measure('x', [{ name: 'work', sides: [side('a'), side('b')] }], 3);

  expect(order.join('')).toBe('abbaabba');
  expect(cases).toEqual([
    {
      case: 'work',
      samples: { a: [{ turn: 4 }, { turn: 5 }, { turn: 8 }], b: [{ turn: 3 }, { turn: 6 }, { turn: 7 }] },
    },
  ]);
});

it('the table shows medians, spread and ratios', () => {
  const samples = { ours: [{ ms: 1 }, { ms: 2 }, { ms: 6 }], peer: [{ ms: 4 }, { ms: 4 }, { ms: 4 }] };
  const machine = { cpu: 'C', cores: 2, platform: 'p', node: 'v1' };

  expect(renderTable({ bench: 'x', machine, runs: 3, cases: [{ case: 'work', samples }] })).toBe(
    [
      'case  measure     ours  peer  ours : peer',
      'work  ms       2 (1–6)     4         0.50',
      '',
      'median (lowest–highest) of 3 runs; C, 2 cores, p, Node v1',
    ].join('\n'),
  );
});

it('the table has no ratio of nothing to nothing, and notes at its end', () => {
  const samples = { ours: [{ writes: 0 }], peer: [{ writes: 0 }] };
  const machine = { cpu: 'C', cores: 2, platform: 'p', node: 'v1' };
  const cases = [{ case: 'work', samples }];

  expect(renderTable({ bench: 'x', machine, runs: 1, cases, notes: ['two things were left out'] })).toBe(
    [
      'case  measure  ours  peer  ours : peer',
      'work  writes      0     0',
      '',
      'median (lowest–highest) of 1 runs; C, 2 cores, p, Node v1',
      'two things were left out',
    ].join('\n'),
  );
});
