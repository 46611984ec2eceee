import { describe, expect, it } from 'vitest';
import { durationMs } from './duration.ts';

describe('durationMs', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [' 1.5 s ', 1_500],
    [30, 30_000],
    ['30', 30_000],
  ])('reads %j as %d ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', 'soon', '5 minutes', '-1s', '1h30m', Number.NaN])('knows no duration in %j', (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});
