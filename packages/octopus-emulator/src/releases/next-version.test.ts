import { expect, it } from 'vitest';
import { nextVersion } from './next-version.ts';

const nowMs = Date.parse('2026-02-03T10:00:00Z');

it.each([
  [null, ['1.4.2', '1.10.0'], '1.10.1'],
  [null, [], '0.0.1'],
  ['#{Octopus.Version.NextMajor}.0.0', ['1.4.2'], '2.0.0'],
  ['#{Octopus.Version.Channel.LastMajor}.#{Octopus.Version.Channel.NextMinor}', ['9.0.0'], '3.2'],
  ['#{Octopus.Date.Year}.#{Octopus.Date.DayOfYear}.i', ['2026.34.7'], '2026.34.8'],
  ['1.2.i', ['1.2.3'], '1.2.4'],
  ['1.3.i', ['1.2.3'], '1.3.0'],
  ['1.c.i', ['1.7.3'], '1.7.4'],
  ['1.i.c', ['1.7.3'], '1.8.0'],
  ['2.0.i-beta', ['2.0.0-beta'], '2.0.1-beta'],
  ['vivid', ['1.0.0'], 'vivid'],
])('the mask %s over %j makes %s', (mask, versions, expected) => {
  expect(nextVersion(mask, { versions, channelVersions: ['3.1.0'], nowMs })).toBe(expected);
});
