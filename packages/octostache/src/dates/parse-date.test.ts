import { expect, it } from 'vitest';
import { partsOf } from './date-time.ts';
import { parseDate } from './parse-date.ts';

function read(text: string): string | undefined {
  const date = parseDate(text);
  if (!date) return undefined;
  const { year, month, day, hour, minute, second, fraction } = partsOf(date.ticks);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${fraction} ${date.zone ?? 'local'}`;
}

it.each([
  ['2030-05-22', '2030-5-22 0:0:0.0 local'],
  ['2030/05/22 09:05:00', '2030-5-22 9:5:0.0 local'],
  [' 2030-05-22T09:05:00.1234567Z ', '2030-5-22 9:5:0.1234567 utc'],
  ['2030-05-22T09:05+02:00', '2030-5-22 9:5:0.0 120'],
  ['2030-05-22 09:05 -0330', '2030-5-22 9:5:0.0 -210'],
  ['2030-05-22T23:59:59.99999999', '2030-5-23 0:0:0.0 local'],
  ['5/22/2030 9:05 PM', '2030-5-22 21:5:0.0 local'],
  ['5/22/30 12:05 am', '2030-5-22 0:5:0.0 local'],
  ['5/22/50', '1950-5-22 0:0:0.0 local'],
  ['22 May 2030', '2030-5-22 0:0:0.0 local'],
  ['22-Sep-2030 10:00', '2030-9-22 10:0:0.0 local'],
  ['May 22, 2030, 10:00', '2030-5-22 10:0:0.0 local'],
  ['Wed, 22 May 2030 09:05:00 GMT', '2030-5-22 9:5:0.0 utc'],
  ['Wednesday, May 22, 2030 9:05:01 AM', '2030-5-22 9:5:1.0 local'],
  ['2028-02-29', '2028-2-29 0:0:0.0 local'],
  ['0001-01-01', '1-1-1 0:0:0.0 local'],
  ['2030-02-29', undefined],
  ['2030-13-01', undefined],
  ['2030-05-22 25:00', undefined],
  ['2030-05-22 13:00 PM', undefined],
  ['2030-05-22T09:05+15:00', undefined],
  ['22/05/2030', undefined],
  ['0000-01-01', undefined],
  ['hello World', undefined],
  ['', undefined],
])('%j is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});
