import { describe, expect, it } from 'vitest';
import { compareVersions, inRange, ruleProblems } from './version-rules.ts';

describe('versions', () => {
  it('come in SemVer order', () => {
    const ordered = [
      '1.0.0-alpha',
      '1.0.0-alpha.2',
      '1.0.0-alpha.10',
      '1.0.0-beta',
      '1.0.0',
      '1.0.1',
      '1.2',
      '1.10.0',
      '2.0',
    ];

    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  });

  it.each([
    ['1.5.0', '1.0', true],
    ['0.9', '1.0', false],
    ['1.0.0', '[1.0]', true],
    ['1.0.1', '[1.0]', false],
    ['1.0.0', '[1.0,2.0)', true],
    ['2.0.0', '[1.0,2.0)', false],
    ['2.0.0', '(1.0,2.0]', true],
    ['1.0', '(1.0,2.0]', false],
    ['0.1', '(,1.0)', true],
    ['9.9', '[2.0,)', true],
    ['1.0', '', true],
    ['1.0', 'latest please', undefined],
  ])('%s is in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected);
  });

  it.each([
    ['1.0.0', '^$', 0],
    ['1.0.0-beta.1', '^$', 1],
    ['1.0.0-beta.1', '^beta', 0],
    ['1.0.0', '^beta', 1],
    ['1.0.0-beta+abc', 'abc', 0],
    ['1.0.0', '(', 1],
  ])('%s against the tag rule %s breaks %s', (version, tag, problems) => {
    expect(ruleProblems(version, { VersionRange: null, Tag: tag })).toHaveLength(problems);
  });
});
