import { expect, it } from 'vitest';
import { coloursFor } from './colours.ts';

it.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
])('terminal %s with %j: colour %s', (isTTY, env, enabled) => {
  const colours = coloursFor({ isTTY, write: () => {} }, env);

  expect(colours.enabled).toBe(enabled);
  expect(colours.red('no')).toBe(enabled ? '\u001b[31mno\u001b[39m' : 'no');
});
