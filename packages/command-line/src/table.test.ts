import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderTable } from './table.ts';
import { textWidth } from './text-width.ts';

const columns = [{ heading: 'car' }, { heading: 'Staging' }, { heading: 'gate', narrowTo: 8 }];
const rows = [
  ['payments-api', '1.0.0 → 1.1.0', '⛔ Risk Team (process)'],
  ['fraud-detector', '1.1.0', ''],
];

it('aligns columns and leaves no spaces at the end of lines', () => {
  expect(renderTable({ columns, rows, width: 80 })).toBe(
    [
      'car             Staging        gate',
      'payments-api    1.0.0 → 1.1.0  ⛔ Risk Team (process)',
      'fraud-detector  1.1.0',
    ].join('\n'),
  );
});

it('wraps the column that may be narrowed', () => {
  expect(renderTable({ columns, rows, width: 44 })).toBe(
    [
      'car             Staging        gate',
      'payments-api    1.0.0 → 1.1.0  ⛔ Risk Team',
      '                               (process)',
      'fraud-detector  1.1.0',
    ].join('\n'),
  );
});

it('folds each row when even the narrowest columns do not fit', () => {
  expect(renderTable({ columns, rows, width: 30 })).toBe(
    [
      'car: payments-api',
      '  Staging: 1.0.0 → 1.1.0',
      '  gate: ⛔ Risk Team (process)',
      'car: fraud-detector',
      '  Staging: 1.1.0',
    ].join('\n'),
  );
});

it('aligns figures to the right', () => {
  const figures = [{ heading: 'n', align: 'right' as const }, {}];

  expect(
    renderTable({
      columns: figures,
      rows: [
        ['7', 'a'],
        ['42', 'b'],
      ],
      width: 80,
    }),
  ).toBe(' n\n 7  a\n42  b');
});

it('is never wider than asked', () => {
  const cell = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
      fc.integer({ min: 12, max: 90 }),
      (cells, width) => {
        const text = renderTable({ columns, rows: cells, width });
        for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});
