import { describe, expect, it } from 'vitest';
import { deploymentFreezeSchema } from './state.ts';
import { freezeStatus } from './windows.ts';

function freeze(start: string, end: string, schedule?: object) {
  return deploymentFreezeSchema.parse({
    Name: 'x',
    Start: start,
    End: end,
    ...(schedule === undefined ? {} : { RecurringSchedule: { Unit: 1, EndType: 'Never', ...schedule } }),
  });
}

/** Which of the times lie in a window. */
function active(times: readonly string[], ...given: Parameters<typeof freeze>): string[] {
  const made = freeze(...given);
  return times.filter((time) => freezeStatus(made, Date.parse(time)) === 'Active');
}

describe('a freeze', () => {
  it('is active from its start up to, not including, its end', () => {
    const once = freeze('2026-12-24T00:00:00Z', '2026-12-27T00:00:00Z');
    const at = (time: string) => freezeStatus(once, Date.parse(time));

    expect(at('2026-12-23T23:59:59Z')).toBe('Scheduled');
    expect(at('2026-12-24T00:00:00Z')).toBe('Active');
    expect(at('2026-12-26T23:59:59Z')).toBe('Active');
    expect(at('2026-12-27T00:00:00Z')).toBe('Expired');
  });

  it('comes again every so many days', () => {
    const times = ['2026-01-01T10:30:00Z', '2026-01-02T10:30:00Z', '2026-01-03T10:30:00Z', '2026-01-03T12:00:00Z'];

    expect(active(times, '2026-01-01T10:00:00Z', '2026-01-01T11:00:00Z', { Type: 'Daily', Unit: 2 })).toEqual([
      '2026-01-01T10:30:00Z',
      '2026-01-03T10:30:00Z',
    ]);
  });

  it('comes again on days of the week, in the time of whoever made it', () => {
    // 2026-01-02 is a Friday; 23:00 in UTC is Saturday where it was made.
    const schedule = { Type: 'Weekly', DaysOfWeek: ['Saturday', 'Sunday'], UserUtcOffsetInMinutes: 120 };
    const times = ['2026-01-02T23:30:00Z', '2026-01-03T23:30:00Z', '2026-01-04T23:30:00Z', '2026-01-09T23:30:00Z'];

    expect(active(times, '2026-01-02T23:00:00Z', '2026-01-03T00:00:00Z', schedule)).toEqual([
      '2026-01-02T23:30:00Z',
      '2026-01-03T23:30:00Z',
      '2026-01-09T23:30:00Z',
    ]);
  });

  it.each([
    [{ MonthlyScheduleType: 'DateOfMonth', DateOfMonth: '31' }, ['2026-01-31', '2026-03-31']],
    [{ MonthlyScheduleType: 'DateOfMonth', DateOfMonth: 'L' }, ['2026-01-31', '2026-02-28', '2026-03-31']],
    [{ MonthlyScheduleType: 'DayOfMonth', DayNumberOfMonth: '1', DayOfWeek: 'Monday' }, ['2026-02-02', '2026-03-02']],
    [{ MonthlyScheduleType: 'DayOfMonth', DayNumberOfMonth: 'L', DayOfWeek: 'Friday' }, ['2026-01-30', '2026-02-27']],
  ])('comes again on a day of the month: %j', (schedule, expected) => {
    const days = ['01-30', '01-31', '02-02', '02-27', '02-28', '03-02', '03-31'].map((day) => `2026-${day}`);
    const given = { Type: 'Monthly', ...schedule };
    const times = days.map((day) => `${day}T12:00:00Z`);

    const found = active(times, '2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z', given);

    expect(found.map((time) => time.slice(0, 10))).toEqual(expected);
  });

  it('comes again every year, leap days in leap years only', () => {
    const times = ['2028-02-29T12:00:00Z', '2029-03-01T12:00:00Z', '2032-02-29T12:00:00Z'];

    expect(active(times, '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z', { Type: 'Annually' })).toEqual([
      '2028-02-29T12:00:00Z',
      '2032-02-29T12:00:00Z',
    ]);
  });

  it('is over after its last window', () => {
    const days = ['2026-01-01', '2026-01-02', '2026-01-03'].map((day) => `${day}T10:30:00Z`);
    const twice = { Type: 'Daily', EndType: 'AfterOccurrences', EndAfterOccurrences: 2 };
    const until = { Type: 'Daily', EndType: 'OnDate', EndOnDate: '2026-01-02T10:00:00Z' };
    const hour = ['2026-01-01T10:00:00Z', '2026-01-01T11:00:00Z'] as const;

    expect(active(days, ...hour, twice)).toEqual(days.slice(0, 2));
    expect(active(days, ...hour, until)).toEqual(days.slice(0, 2));
    expect(freezeStatus(freeze(...hour, twice), Date.parse('2026-01-02T12:00:00Z'))).toBe('Expired');
  });
});
