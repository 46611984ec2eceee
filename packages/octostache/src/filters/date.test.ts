import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../index.ts';

/** 09:05 in UTC, in a place that is two hours ahead. */
const clock = { now: () => Date.UTC(2030, 4, 22, 9, 5, 0, 250), utcOffsetMinutes: () => 120 };

/** The text after filters; undefined when it stays unresolved. */
function filtered(
  value: string | undefined,
  chain: string,
  time: typeof clock | undefined = clock,
): string | undefined {
  const template = value === undefined ? `#{ | ${chain}}` : `#{Value | ${chain}}`;
  const { text, unresolved } = evaluate({
    template,
    variables: { Value: value },
    ...(time ? { clock: time } : {}),
  });
  return unresolved.length > 0 ? undefined : text;
}

describe('the time', () => {
  it.each([
    ['NowDate', '2030-05-22T11:05:00.2500000'],
    ['NowDate yyyy', '2030'],
    ['NowDate "HH zzz"', '11 +02:00'],
    ['NowDateUtc', '2030-05-22T09:05:00.2500000Z'],
    ['NowDateUtc "HH:mm K"', '09:05 Z'],
    ['NowDate | Format Date MMM', 'May'],
    ['NowDateUtc | Format "HH zzz"', '09 +00:00'],
    ['NowDateUtc | AddHours 2', '2030-05-22T11:05:00.2500000Z'],
    ['NowDate yyyy MM', undefined],
  ])('%s is %s', (chain, expected) => {
    expect(filtered(undefined, chain)).toBe(expected);
  });

  it('has no input', () => {
    expect(filtered('x', 'NowDate')).toBeUndefined();
  });

  it('is not known without a clock', () => {
    const template = '#{ | NowDate} #{ | NowDateUtc}';

    expect(evaluate({ template, variables: {} })).toMatchObject({
      text: template,
      unresolved: template.split(/ (?=#)/),
    });
  });

  it('is UTC where the clock knows no other place', () => {
    expect(evaluate({ template: '#{ | NowDate HH}', variables: {}, clock: { now: clock.now } }).text).toBe('09');
  });
});

describe('a date moves', () => {
  it.each([
    ['2030-05-22 09:05:00', 'AddHours "1.5"', '2030-05-22T10:35:00.0000000'],
    ['2030-05-22T09:05:00+02:00', 'AddHours -10', '2030-05-21T23:05:00.0000000+02:00'],
    ['2030-05-22T09:05:00Z', 'AddDays 10', '2030-06-01T09:05:00.0000000Z'],
    ['2030-05-22T09:05:00.1234567', 'AddDays 0', '2030-05-22T09:05:00.1234567'],
    ['2030-05-22', 'AddDays', undefined],
    ['2030-05-22', 'AddDays "1,000"', undefined],
    ['2030-05-22', 'AddDays 1 2', undefined],
    ['2030-05-22', 'AddDays 9999999', undefined],
    ['2030-05-22', 'AddHours NaN', undefined],
    ['hello', 'AddDays 1', undefined],
  ])('%s | %s is %s', (value, chain, expected) => {
    expect(filtered(value, chain)).toBe(expected);
  });

  it('and comes back when it is moved back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        fc.integer({ min: -5000, max: 5000 }),
        (date, hours) => {
          const text = date.toISOString().replace('Z', '0000Z');
          expect(filtered(text, `AddHours ${hours} | AddHours ${-hours}`)).toBe(text);
        },
      ),
    );
  });
});

describe('a date is written', () => {
  it.each([
    ['d', '5/2/2030'],
    ['D', 'Thursday, May 2, 2030'],
    ['f', 'Thursday, May 2, 2030 9:05 PM'],
    ['F', 'Thursday, May 2, 2030 9:05:07 PM'],
    ['g', '5/2/2030 9:05 PM'],
    ['G', '5/2/2030 9:05:07 PM'],
    ['M', 'May 2'],
    ['O', '2030-05-02T21:05:07.5000000'],
    ['R', 'Thu, 02 May 2030 21:05:07 GMT'],
    ['s', '2030-05-02T21:05:07'],
    ['t', '9:05 PM'],
    ['T', '9:05:07 PM'],
    ['u', '2030-05-02 21:05:07Z'],
    ['U', 'Thursday, May 2, 2030 7:05:07 PM'],
    ['y', 'May 2030'],
    ['Q', undefined],
    ['%d', '2'],
    ['%', undefined],
    ['dd ddd dddd', '02 Thu Thursday'],
    ['M MM MMM MMMM', '5 05 May May'],
    ['y yy yyy yyyyy', '30 30 2030 02030'],
    ['h hh H HH m mm s ss', '9 09 21 21 5 05 7 07'],
    ['t tt', 'P PM'],
    ['f fff ffffffff', undefined],
    ['s.fff s.FFF s.F', '7.500 7.5 7.5'],
    ['z zz zzz', '+2 +02 +02:00'],
    ['K.', '.'],
    ["h 'o''clock' \\h \"h\"", '9 oclock h h'],
    ["'h", undefined],
    ['gg yyyy/MM', 'A.D. 2030/05'],
  ])('as Date in %s: %s', (format, expected) => {
    expect(filtered('2030-05-02 21:05:07.5', `Format Date \\"${format}\\"`)).toBe(expected);
  });

  it.each([
    ['2030-05-02T21:05:07Z', 'Date "HH:mm K"', '23:05 +02:00'],
    ['2030-05-02T21:05:07-01:00', 'DateTime HH', '00'],
    ['2030-05-02T21:05:07-01:00', 'DateTimeOffset "HH K"', '21 -01:00'],
    ['2030-05-02T21:05:07-01:00', 'DateTimeOffset R', 'Thu, 02 May 2030 22:05:07 GMT'],
    ['2030-05-02T21:05:07', 'DateTimeOffset u', '2030-05-02 19:05:07Z'],
    ['2030-05-02T21:05:07', 'DateTimeOffset U', undefined],
    ['2030-05-02T21:05:07', 'DateTimeOffset ""', '5/2/2030 9:05:07 PM +02:00'],
    ['2030-05-02', 'Date', 'DaAe'],
    ['2030-05-02', 'yyyy', '2030'],
    ['20300502', 'yyyy', 'yyyy'],
    ['4.3', 'C', '$4.30'],
    ['4.3', 'Double N1', '4.3'],
    ['4', 'int D2', '04'],
    ['4', 'Money D2', undefined],
    ['4', 'Int32 D2 x', undefined],
  ])('%s | Format %s is %s', (value, options, expected) => {
    expect(filtered(value, `Format ${options}`)).toBe(expected);
  });
});
