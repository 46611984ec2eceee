import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterSchema, isSchedule, type ScheduleFilter } from '../filters.ts';
import { readCron } from './cron.ts';
import { nextTime } from './next-time.ts';

function schedule(written: object): ScheduleFilter {
  const filter = filterSchema.parse(written);
  if (!isSchedule(filter)) throw new Error('not a schedule');
  return filter;
}

/** The next moments after the beginning of a Friday. */
function times(written: object, count: number, after = '2026-11-27T00:00:00Z'): string[] {
  const found: string[] = [];
  let afterMs = Date.parse(after);
  for (let index = 0; index < count; index += 1) {
    const next = nextTime(schedule(written), afterMs);
    if (next === undefined) break;
    found.push(new Date(next).toISOString().slice(0, 16));
    afterMs = next;
  }
  return found;
}

const cron = (CronExpression: string, Timezone = 'UTC') => ({
  FilterType: 'CronExpressionSchedule',
  CronExpression,
  Timezone,
});
const nine = { FilterType: 'OnceDailySchedule', StartTime: '2020-01-01T09:00:00.000Z' };
const monthly = { FilterType: 'DaysPerMonthSchedule', StartTime: '2020-01-01T06:30:00' };

describe('a schedule', () => {
  it.each([
    ['once a day, on all days where none are named', nine, ['2026-11-27T09:00', '2026-11-28T09:00']],
    [
      'once on some days',
      { ...nine, DaysOfWeek: ['Monday', 'Sunday'] },
      ['2026-11-29T09:00', '2026-11-30T09:00', '2026-12-06T09:00'],
    ],
    ['in its own zone', { ...nine, Timezone: 'Australia/Sydney' }, ['2026-11-27T22:00']],
    ['in a zone as Windows calls it', { ...nine, Timezone: 'Eastern Standard Time' }, ['2026-11-27T14:00']],
    [
      'every two hours in a window, both ends included',
      {
        FilterType: 'ContinuousDailySchedule',
        Interval: 'OnceHourly',
        HourInterval: 2,
        RunAfter: '2020-01-01T08:00:00Z',
        RunUntil: '2020-01-01T12:00:00Z',
        DaysOfWeek: ['Friday'],
      },
      ['2026-11-27T08:00', '2026-11-27T10:00', '2026-11-27T12:00', '2026-12-04T08:00'],
    ],
    [
      'every half-hour past midnight, which belongs to the evening before',
      {
        FilterType: 'ContinuousDailySchedule',
        Interval: 'OnceEveryMinute',
        MinuteInterval: 30,
        RunAfter: '2020-01-01T23:30:00Z',
        RunUntil: '2020-01-01T00:30:00Z',
        DaysOfWeek: ['Friday'],
      },
      ['2026-11-27T23:30', '2026-11-28T00:00', '2026-11-28T00:30', '2026-12-04T23:30'],
    ],
    [
      'on a date of the month',
      { ...monthly, MonthlyScheduleType: 'DateOfMonth', DateOfMonth: '31' },
      ['2026-12-31T06:30', '2027-01-31T06:30', '2027-03-31T06:30'],
    ],
    [
      'on the last date of the month',
      { ...monthly, MonthlyScheduleType: 'DateOfMonth', DateOfMonth: 'L' },
      ['2026-11-30T06:30', '2026-12-31T06:30'],
    ],
    [
      'on the second Saturday of the month',
      { ...monthly, MonthlyScheduleType: 'DayOfMonth', DayNumberOfMonth: '2', DayOfWeek: 'Saturday' },
      ['2026-12-12T06:30', '2027-01-09T06:30'],
    ],
    [
      'on the last Saturday of the month',
      { ...monthly, MonthlyScheduleType: 'DayOfMonth', DayNumberOfMonth: 'L', DayOfWeek: 'Saturday' },
      ['2026-11-28T06:30', '2026-12-26T06:30'],
    ],
    [
      'as older servers kept it',
      { FilterType: 'DailySchedule', StartTime: '2020-01-01T07:00:00', Interval: 'OnceDaily' },
      ['2026-11-27T07:00'],
    ],
    ['by cron on weekdays', cron('0 0 06 * * Mon-Fri'), ['2026-11-27T06:00', '2026-11-30T06:00']],
    [
      'by cron every quarter of an hour',
      cron('0 0/15 9-10 * * ?'),
      ['2026-11-27T09:00', '2026-11-27T09:15', '2026-11-27T09:30', '2026-11-27T09:45', '2026-11-27T10:00'],
    ],
    ['by cron on the last day', cron('0 0 0 L * ?'), ['2026-11-30T00:00', '2026-12-31T00:00']],
    [
      'by cron on the weekday nearest to the 15th',
      cron('0 0 8 15W * ?'),
      [
        '2026-12-15T08:00',
        '2027-01-15T08:00',
        '2027-02-15T08:00',
        '2027-03-15T08:00',
        '2027-04-15T08:00',
        '2027-05-14T08:00',
      ],
    ],
    ['by cron on the last weekday', cron('0 0 8 LW * ?'), ['2026-11-30T08:00', '2026-12-31T08:00', '2027-01-29T08:00']],
    ['by cron on the last Saturday', cron('0 0 8 ? * 6L'), ['2026-11-28T08:00', '2026-12-26T08:00']],
    ['by cron on the second Monday', cron('0 0 8 ? * MON#2'), ['2026-12-14T08:00', '2027-01-11T08:00']],
    ['by cron with 7 for Sunday', cron('0 0 8 ? * 7'), ['2026-11-29T08:00']],
    ['by cron in leap years only', cron('0 0 8 29 2 ?'), ['2028-02-29T08:00', '2032-02-29T08:00']],
    ['by cron in one year, and then no more', cron('0 0 8 1 12 ? 2026'), ['2026-12-01T08:00']],
  ])('fires %s', (_, written, expected) => {
    expect(
      times(written, written.FilterType === 'CronExpressionSchedule' && expected.length === 1 ? 1 : expected.length),
    ).toEqual(expected);
  });

  it('by cron in a year that is over never fires', () => {
    expect(times(cron('0 0 8 1 12 ? 2020'), 1)).toEqual([]);
  });

  it('comes an hour later where clocks skip its time, and once where it comes twice', () => {
    const london = { ...nine, StartTime: '2020-01-01T01:30:00', Timezone: 'Europe/London' };

    expect(times(london, 2, '2026-03-28T12:00:00Z')).toEqual(['2026-03-29T01:30', '2026-03-30T00:30']);
    expect(times(london, 3, '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
  });

  it('always fires later than it is asked after, at the time that its zone shows', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland');
    const hours = fc.integer({ min: 4, max: 23 });
    const moments = fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zones, hours, moments, (Timezone, hour, afterMs) => {
        const next = nextTime(
          schedule({ ...nine, StartTime: `2020-01-01T${String(hour).padStart(2, '0')}:00:00`, Timezone }),
          afterMs,
        );
        expect(next).toBeGreaterThan(afterMs);
        expect((next ?? 0) - afterMs).toBeLessThanOrEqual(25 * 3_600_000);
        const shown = new Intl.DateTimeFormat('en-GB', {
          timeZone: Timezone,
          hour: '2-digit',
          hourCycle: 'h23',
        }).format(next);
        expect(Number(shown)).toBe(hour);
      }),
    );
  });
});

describe('a cron expression', () => {
  it.each([
    ['0 0 6 * *', 'has not the 6 or 7 fields'],
    ['0 60 6 * * ?', "minutes '60' is not between 0 and 59"],
    ['0 0 6 * FOO ?', "month 'FOO' is not between 1 and 12"],
    ['0 0 9-6 * * ?', "hours '9-6' runs backwards"],
    ['0 0 6 ? * MON#6', "number of a weekday '6'"],
    ['0 0/0 6 * * ?', "minutes '0' is not between 1 and 59"],
  ])('%s is refused', (expression, why) => {
    expect(readCron(expression)).toContain(why);
  });
});
