import { expect, it } from 'vitest';
import { versionIn } from './program-version.ts';

it.each([
  ['v3.22.0', 3, 22, 0, 'v3.22.0'],
  ['v3.17.3+gabc1234', 3, 17, 3, 'v3.17.3+gabc1234'],
  ['kind v0.33.0 go1.26.8 linux/amd64', 0, 33, 0, 'v0.33.0'],
  ['go version go1.26.8 linux/amd64', 1, 26, 8, '1.26.8'],
  ['Docker version 28.2.2, build e6534b4', 28, 2, 2, '28.2.2'],
  ['podman version 4.3', 4, 3, 0, '4.3'],
  ['v1.32.4-dispatcher', 1, 32, 4, 'v1.32.4-dispatcher'],
])('%s is version %i.%i.%i', (text, major, minor, patch, found) => {
  expect(versionIn(text)).toEqual({ major, minor, patch, text: found });
});

it('a text without one has no version', () => {
  expect(versionIn('unknown (devel)')).toBeUndefined();
});
