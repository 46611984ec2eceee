import { describe, expect, it } from 'vitest';
import { readWantedRef } from './git-selection.ts';
import { nextVersion } from './next-version.ts';

describe('git references of a command', () => {
  it.each([
    ['Deploy:main', { step: 'Deploy', resource: '', ref: 'main' }],
    ['Deploy:values:v1', { step: 'Deploy', resource: 'values', ref: 'v1' }],
    ['*:main', { step: undefined, resource: '', ref: 'main' }],
    ['Deploy:*', { step: 'Deploy', resource: '', ref: undefined }],
    ['*:*:refs/tags/v1', { step: undefined, resource: undefined, ref: 'refs/tags/v1' }],
    ['main', undefined],
    ['a:b:c:d', undefined],
    ['Deploy:', undefined],
  ])('%s', (text, expected) => {
    expect(readWantedRef(text)).toEqual(expected);
  });
});

describe('the next version', () => {
  it.each([
    [null, [], '0.0.1'],
    [null, ['1.2.3', '1.10.0'], '1.10.1'],
    ['#{Octopus.Version.NextMajor}.0.0', ['2.4.1'], '3.0.0'],
    ['#{Octopus.Version.LastMajor}.#{Octopus.Version.NextMinor}', ['2.4.1'], '2.5'],
    ['#{Octopus.Version.LastMajor}.#{Other}', ['2.4.1'], '2.#{Other}'],
  ])('by the mask %s after %j is %s', (mask, versions, expected) => {
    expect(nextVersion(mask, { versions })).toBe(expected);
  });
});
