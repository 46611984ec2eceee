import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestNames } from './closest-names.ts';

describe('names that come close', () => {
  it.each([
    ['Stagng', ['Development', 'Staging', 'Production'], ['Staging']],
    ['prodcution', ['Development', 'Staging', 'Production'], ['Production']],
    ['fraud detector', ['fraud-detector', 'payments-api'], ['fraud-detector']],
    ['kyc', ['payments-api', 'merchant-portal'], []],
    ['a1', ['a2', 'a3', 'a4', 'a5'], ['a2', 'a3', 'a4']],
  ])('%s: of %j, %j', (asked, names, expected) => {
    expect(closestNames(asked, names)).toEqual(expected);
  });

  it('always has the very name first', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (names) => {
        expect(closestNames(names[0] ?? '', names)[0]).toBe(names[0]);
      }),
    );
  });
});
