import { expect, it } from 'vitest';
import { subjectMatches } from './subject-match.ts';

it.each([
  ['repo:a/b', 'repo:a/b', true],
  ['repo:a/b', 'Repo:a/b', false],
  ['repo:a/*', 'repo:a/b:ref:refs/heads/main', true],
  ['repo:a/*', 'repo:b/a', false],
  ['repo:?/b', 'repo:a/b', true],
  ['repo:?/b', 'repo:aa/b', false],
  ['repo.a', 'repoXa', false],
  ['a+(b)|[c]', 'a+(b)|[c]', true],
  ['a|b', 'b', false],
])('the pattern %s against %s: %s', (pattern, subject, expected) => {
  expect(subjectMatches(pattern, subject)).toBe(expected);
});
