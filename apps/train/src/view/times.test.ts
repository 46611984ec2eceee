import { describe, expect, test } from 'vitest';
import { clockText, durationText } from './times.ts';

describe('times', () => {
  test.each([
    [0, '0 s'],
    [-5, '0 s'],
    [449, '0.4 s'],
    [3_000, '3 s'],
    [9_200, '9.2 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [59_600, '1 min'],
    [245_000, '4 min 5 s'],
    [3_599_900, '1 h'],
    [7_500_000, '2 h 5 min'],
    [777_600_000, '9 d'],
  ])('%i ms are %s', (ms, words) => {
    expect(durationText(ms)).toBe(words);
  });

  test('have their zone, and their date when that is not today', () => {
    const at = Date.parse('2026-11-23T14:02:05Z');

    expect(clockText(at, { timeZone: 'UTC', now: at + 1_000 })).toBe('14:02 UTC');
    expect(clockText(at, { timeZone: 'Europe/Berlin', now: at })).toMatch(/^15:02 (CET|GMT\+1)$/);
    expect(clockText(at, { timeZone: 'UTC', now: at + 86_400_000 })).toBe('2026-11-23 14:02 UTC');
  });
});
