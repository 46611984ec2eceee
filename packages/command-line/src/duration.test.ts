import { expect, it } from 'vitest';
import { durationParser, parseDuration } from './duration.ts';

it.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['1d', 86_400_000],
  [' 0 ', 0],
  ['10', undefined],
  ['s', undefined],
  ['-5m', undefined],
  ['5 minutes', undefined],
  ['', undefined],
])('%j is %s ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it('as the parser of a flag says how a duration is written', () => {
  expect(() => durationParser('soon')).toThrow('soon is no duration: write 90s, 5m, 2h or 0');
});
