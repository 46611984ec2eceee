import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalQuantity, parseQuantity, quantityText, sumQuantities } from './quantity.ts';

describe('the canonical text', () => {
  it.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['0.5', '500m'],
    ['1.5', '1500m'],
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['2048', '2048'],
    ['1000000', '1M'],
    ['1e3', '1e3'],
    ['12e-1', '1200e-3'],
    ['1E', '1E'],
    ['-1Ki', '-1Ki'],
    ['.5', '500m'],
    ['5.', '5'],
    ['0.1n', '1n'],
    ['100k', '100k'],
    [2, '2'],
    [0.25, '250m'],
  ])('of %s is %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  it.each(['', '.', 'Mi', '1 Gi', '1gi', '1e', '1e99999999', 'one', '1.2.3', true, null, undefined])(
    'of %s is none',
    (text) => {
      expect(canonicalQuantity(text)).toBeUndefined();
    },
  );
});

it('a canonical text is its own canonical text and the same amount', () => {
  const suffixes = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'e-3'];
  const text = fc
    .tuple(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom(...suffixes),
    )
    .map(([whole, part, suffix]) => `${whole}.${part}${suffix}`);
  fc.assert(
    fc.property(text, (one) => {
      const quantity = parseQuantity(one);
      const again = quantity && parseQuantity(quantityText(quantity));
      expect(again?.nanos).toBe(quantity?.nanos);
      expect(again && quantityText(again)).toBe(quantity && quantityText(quantity));
    }),
  );
});

it.each([
  [['100m', '0.4'], '500m'],
  [['512Mi', '512Mi'], '1Gi'],
  [['0', '1Gi', '1G'], '2073741824'],
  [[], '0'],
])('the sum of %s is %s', (texts, sum) => {
  expect(
    quantityText(sumQuantities(texts.map((text) => parseQuantity(text) ?? { nanos: 0n, format: 'decimal' }))),
  ).toBe(sum);
});
