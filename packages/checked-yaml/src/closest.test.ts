import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closest } from './closest.ts';

it.each([
  ['onFailur', 'onFailure'],
  ['onfailure', 'onFailure'],
  ['carrs', 'cars'],
  ['gatse', 'gates'],
  ['zebra', undefined],
  ['', undefined],
])('%s was meant to be %s', (word, meant) => {
  expect(closest(word, ['cars', 'gates', 'onFailure'])).toBe(meant);
});

it('prefers the nearest, then the first', () => {
  expect(closest('stp', ['step', 'stop'])).toBe('step');
  expect(closest('payment-api', ['payments-apy', 'payments-api'])).toBe('payments-api');
});

it('never suggests the word itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, others) => closest(word, [word, ...others]) !== word),
  );
});
