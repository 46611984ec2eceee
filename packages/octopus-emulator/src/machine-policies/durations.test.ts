import { expect, it } from 'vitest';
import { durationMs } from './durations.ts';

it.each([
  ['00:02:00', 120_000],
  ['1.00:00:00', 86_400_000],
  ['10.01:00:00', 867_600_000],
  ['01:30', 5_400_000],
  ['00:00:01.5', 1_500],
  ['an hour', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});
