import { expect, it } from 'vitest';
import { jobEnding } from './job-ending.ts';

it('is green and silent when the train is done', () => {
  expect(jobEnding(0)).toEqual({ exitCode: 0, annotation: null });
});

it('is green, with a notice, while the train waits', () => {
  expect(jobEnding(3)).toMatchObject({ exitCode: 0, annotation: expect.stringMatching(/^::notice /) });
});

it.each([1, 4, 5, 6, 64, 69, 75, 130])('is red for %i', (code) => {
  expect(jobEnding(code)).toMatchObject({ exitCode: code, annotation: expect.stringMatching(/^::error /) });
});

it('is red when the train was killed', () => {
  expect(jobEnding(null).exitCode).toBe(130);
});
