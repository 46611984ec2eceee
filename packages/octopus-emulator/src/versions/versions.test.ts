import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMaven } from './maven.ts';
import { inRange } from './ranges.ts';
import { ruleProblems } from './rules.ts';
import { compareVersions } from './semantic.ts';

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

  it('of Maven come in its order: qualifiers by what they mean, numbers after words', () => {
    const ordered = [
      '1.0-alpha-1',
      '1.0-beta',
      '1.0-rc1',
      '1.0-SNAPSHOT',
      '1.0',
      '1.0-sp',
      '1.0.1',
      '1.2',
      '1.10',
      '2',
    ];

    expect([...ordered].reverse().sort(compareMaven)).toEqual(ordered);
    expect(compareMaven('1.0.0-GA', '1')).toBe(0);
  });

  it('of Maven are compared the same from both sides', () => {
    const version = fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}(-(alpha|rc|foo|SNAPSHOT)[0-9]?)?$/);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareMaven(a, b))).toBe(0 - Math.sign(compareMaven(b, a)));
      }),
    );
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
    ['1.0', '(,1.0],[1.2,)', undefined],
  ])('%s is in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected);
  });

  it.each([
    ['0.9', '1.0', true],
    ['1.1', '(,1.0],[1.2,)', false],
    ['1.3', '(,1.0],[1.2,)', true],
    ['1.0-SNAPSHOT', '[1.0,)', false],
    ['1.0', '[1.0,2.0) or so', undefined],
  ])('%s is in %s as Maven means it: %s', (version, range, expected) => {
    expect(inRange(version, range, 'Maven')).toBe(expected);
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

  it('are held as a whole against a pattern for whole versions', () => {
    const rule = { VersionRange: null, Tag: null, VersionTagRegex: '^v2' };

    expect(ruleProblems('v2.1', rule)).toEqual([]);
    expect(ruleProblems('2.1', rule)).toEqual(['2.1 does not match ^v2']);
  });
});
