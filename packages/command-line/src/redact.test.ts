import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redact, secretsIn } from './redact.ts';

it('masks given secrets, the longer first, and whatever looks like an API key', () => {
  expect(redact('key API-XYZ123, token abcdef, abcd', ['abcd', 'abcdef'])).toBe('key API-***, token ***, ***');
});

it('leaves short values alone, which are words', () => {
  expect(redact('a dev cluster', ['dev'])).toBe('a dev cluster');
});

it('finds the secrets of an environment by their names', () => {
  expect(secretsIn({ OCTOPUS_API_KEY: 'one', gitToken: 'two', HOME: '/home', EMPTY_SECRET: '' })).toEqual([
    'one',
    'two',
  ]);
});

it('never lets an API key through', () => {
  const key = fc.stringMatching(/^API-[A-Z0-9]{1,30}$/);
  fc.assert(
    fc.property(
      fc.string(),
      key,
      fc.string(),
      (before, secret, after) => !redact(`${before} ${secret} ${after}`).includes(` ${secret} `),
    ),
  );
});
