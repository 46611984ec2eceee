import { describe, expect, it } from 'vitest';
import { compareVersions } from './version-order.ts';

describe('compareVersions', () => {
  it('puts versions in SemVer order', () => {
    const ordered = [
      '0.9.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.0.1',
      '1.2.0',
      '1.10.0',
    ];

    expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  });

  it.each([
    ['v1.2.3', '1.2.3'],
    ['1.2.3+build.7', '1.2.3'],
    ['1.2', '1.2.0'],
  ])('holds %s and %s equal', (left, right) => {
    expect(compareVersions(left, right)).toBe(0);
  });
});
