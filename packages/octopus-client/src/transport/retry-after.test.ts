import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

function read(value: string | undefined, date?: string): number | undefined {
  const headers = new Headers();
  if (value !== undefined) headers.set('retry-after', value);
  if (date !== undefined) headers.set('date', date);
  return readRetryAfter(headers, now);
}

describe('how long a server asks to wait', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['no time', '0', 0],
    ['part of a second, which some send', '0.25', 250],
    ['a date', 'Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['a date in the form of RFC 850', 'Thursday, 01-Jan-26 00:00:09 GMT', 9000],
    ['a date that has passed', 'Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['nothing', undefined, undefined],
    ['an empty word', ' ', undefined],
    ['a word', 'soon', undefined],
    ['a word with a number, which Date would take for a date', 'in 5', undefined],
    ['less than nothing', '-5', undefined],
    ['a date that is none', 'Thu, 99 Foo 2026', undefined],
  ])('is %s', (_, value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it('is counted from the date of the answer, when the clocks disagree', () => {
    expect(read('Mon, 02 Mar 2020 10:00:09 GMT', 'Mon, 02 Mar 2020 10:00:00 GMT')).toBe(9000);
    expect(read('Thu, 01 Jan 2026 00:00:09 GMT', 'yesterday')).toBe(9000);
  });
});
