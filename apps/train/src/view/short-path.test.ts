import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { shortPath } from './short-path.ts';

test('a path below where one stands is written from there, any other whole', () => {
  const cwd = resolve('/home/here');

  expect(shortPath(resolve('/home/here/runs'), cwd)).toBe('runs');
  expect(shortPath(resolve('/home/other'), cwd)).toBe(resolve('/home/other'));
  expect(shortPath(cwd, cwd)).toBe(cwd);
});
