import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { shortPath } from './short-path.ts';

test('a path below where one stands is written from there, any other whole', () => {
  const cwd = resolve('/work/here');

  expect(shortPath(resolve('/work/here/runs'), cwd)).toBe('runs');
  expect(shortPath(resolve('/work/other'), cwd)).toBe(resolve('/work/other'));
  expect(shortPath(cwd, cwd)).toBe(cwd);
});
