import type { ScheduleFilter } from '../filters.ts';
import { readCron } from './cron.ts';
import { addDays, type CalendarDay, dayAt, daysInMonth, momentOf, weekdayOf } from './zone.ts';

/** Days on which something happens, and the times of those days in seconds from midnight, sorted. */
interface Plan {
  readonly matchesDay: (day: CalendarDay) => boolean;
  readonly times: readonly number[];
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Days that are looked through: a 29th of February may be eight years away. */
const LONGEST_DAYS = 9 * 366;
const DAY_S = 86_400;

/** The first moment after another at which a schedule fires; undefined when it never does again. */
export function nextTime(filter: ScheduleFilter, afterMs: number): number | undefined {
  const plan = planOf(filter);
  if (plan === undefined || plan.times.length === 0) return undefined;
  // A window that runs past midnight belongs to the day before.
  const first = addDays(dayAt(filter.Timezone, afterMs), -1);
  for (let index = 0; index < LONGEST_DAYS; index += 1) {
    const day = addDays(first, index);
    if (!plan.matchesDay(day)) continue;
    const moment = plan.times.map((time) => momentOf(filter.Timezone, day, time)).find((ms) => ms > afterMs);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

function planOf(filter: ScheduleFilter): Plan | undefined {
  switch (filter.FilterType) {
    case 'OnceDailySchedule':
      return { matchesDay: onDays(filter.DaysOfWeek), times: [timeOfDay(filter.StartTime)] };
    case 'ContinuousDailySchedule':
      return { matchesDay: onDays(filter.DaysOfWeek), times: repeated(filter) };
    case 'DaysPerMonthSchedule':
      return { matchesDay: (day) => day.day === dayOfMonth(filter, day), times: [timeOfDay(filter.StartTime)] };
    case 'CronExpressionSchedule': {
      const cron = readCron(filter.CronExpression);
      return typeof cron === 'string' ? undefined : cron;
    }
    case 'DailySchedule':
    case 'DaysPerWeekSchedule': {
      const once = filter.Interval === null || filter.Interval === 'OnceDaily';
      const times = once ? [timeOfDay(filter.StartTime)] : repeated(filter);
      return { matchesDay: onDays(filter.DaysOfWeek), times };
    }
  }
}

/** No days are all days. [guess] */
function onDays(days: readonly string[]): Plan['matchesDay'] {
  return (day) => days.length === 0 || days.includes(weekdays[weekdayOf(day)] ?? '');
}

/** The time of day that a date-time shows, whatever zone it names: it is read in the schedule's own. [client] */
function timeOfDay(text: string | null): number {
  const [, hours, minutes, seconds] = /T?(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text ?? '') ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/** From RunAfter to RunUntil, both included; one that ends before it begins runs past midnight. [guess] */
function repeated(filter: {
  readonly Interval: string | null;
  readonly HourInterval: number | null;
  readonly MinuteInterval: number | null;
  readonly RunAfter: string | null;
  readonly RunUntil: string | null;
}): number[] {
  const hourly = filter.Interval === 'OnceHourly';
  const step = hourly ? 3600 * Math.max(1, filter.HourInterval ?? 1) : 60 * Math.max(1, filter.MinuteInterval ?? 1);
  const from = timeOfDay(filter.RunAfter);
  const until = filter.RunUntil === null ? DAY_S - 1 : timeOfDay(filter.RunUntil);
  const last = until >= from ? until : until + DAY_S;
  return Array.from({ length: Math.floor((last - from) / step) + 1 }, (_, index) => from + index * step);
}

/** The date in the day's month on which a monthly schedule fires; 0 in a month that has no such date. */
function dayOfMonth(
  filter: {
    readonly MonthlyScheduleType: 'DateOfMonth' | 'DayOfMonth';
    readonly DateOfMonth: string | null;
    readonly DayNumberOfMonth: string | null;
    readonly DayOfWeek: string | null;
  },
  month: CalendarDay,
): number {
  const length = daysInMonth(month);
  if (filter.MonthlyScheduleType === 'DateOfMonth') {
    return filter.DateOfMonth === 'L' ? length : Number(filter.DateOfMonth ?? 1);
  }
  const wanted = weekdays.indexOf(filter.DayOfWeek ?? 'Sunday');
  const first = 1 + ((wanted - weekdayOf({ ...month, day: 1 }) + 7) % 7);
  const number = filter.DayNumberOfMonth ?? '1';
  return number === 'L' ? first + 7 * Math.floor((length - first) / 7) : first + 7 * (Number(number) - 1);
}
