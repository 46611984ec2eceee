import { type DeploymentFreezeDocument, dayNames, type RecurringSchedule } from './state.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nothing is looked for further than this many periods: 27 years of days. */
const MOST_PERIODS = 10_000;

type Times = Pick<DeploymentFreezeDocument, 'Start' | 'End' | 'RecurringSchedule'>;

/** Whether a freeze is in force, still to come, or over. The end of a window does not belong to it. [guess] */
export function freezeStatus(freeze: Times, nowMs: number): 'Active' | 'Scheduled' | 'Expired' {
  const lengthMs = Date.parse(freeze.End) - Date.parse(freeze.Start);
  for (const startMs of windowStarts(freeze)) {
    if (nowMs < startMs) return 'Scheduled';
    if (nowMs < startMs + lengthMs) return 'Active';
  }
  return 'Expired';
}

/** When the windows begin, earliest first. A schedule counts from the day of Start and keeps its time of day. [guess] */
function* windowStarts({ Start, RecurringSchedule: schedule }: Times): Generator<number> {
  const startMs = Date.parse(Start);
  if (schedule === null) {
    yield startMs;
    return;
  }
  const offsetMs = schedule.UserUtcOffsetInMinutes * MINUTE_MS;
  const local = startMs + offsetMs;
  const timeOfDayMs = local - startOfDay(local);
  const lastMs = schedule.EndType === 'OnDate' ? Date.parse(schedule.EndOnDate ?? '') : Number.POSITIVE_INFINITY;
  let left = schedule.EndType === 'AfterOccurrences' ? (schedule.EndAfterOccurrences ?? 0) : Number.POSITIVE_INFINITY;
  for (let period = 0; period < MOST_PERIODS; period += 1) {
    for (const day of daysOf(schedule, startOfDay(local), period * schedule.Unit)) {
      const windowMs = day + timeOfDayMs - offsetMs;
      if (windowMs < startMs) continue;
      if (windowMs > lastMs || left <= 0) return;
      left -= 1;
      yield windowMs;
    }
  }
}

/** Days, as their first milliseconds, in the period that is so many days, weeks, months or years after the first. */
function daysOf(schedule: RecurringSchedule, firstDay: number, after: number): number[] {
  const first = new Date(firstDay);
  const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  switch (schedule.Type) {
    case 'Daily':
      return [firstDay + after * DAY_MS];
    case 'Weekly': {
      const sunday = firstDay - first.getUTCDay() * DAY_MS + after * 7 * DAY_MS;
      const chosen = dayNames.flatMap((name, index) => (schedule.DaysOfWeek.some((day) => day === name) ? index : []));
      return (chosen.length === 0 ? [first.getUTCDay()] : chosen).map((index) => sunday + index * DAY_MS);
    }
    case 'Monthly':
      return dayOfMonth(schedule, Date.UTC(year, month + after, 1), first);
    case 'Annually':
      return existing(Date.UTC(year + after, month, 1), date);
  }
}

function dayOfMonth(schedule: RecurringSchedule, month: number, first: Date): number[] {
  if (schedule.MonthlyScheduleType === 'DateOfMonth') {
    const date = schedule.DateOfMonth ?? '';
    return existing(month, date === 'L' ? daysIn(month) : Number(date) || first.getUTCDate());
  }
  const wanted = schedule.DayOfWeek === null ? first.getUTCDay() : dayNames.indexOf(schedule.DayOfWeek);
  const firstDate = 1 + ((wanted - new Date(month).getUTCDay() + 7) % 7);
  const lastDate = firstDate + 7 * Math.floor((daysIn(month) - firstDate) / 7);
  const number = schedule.DayNumberOfMonth ?? '1';
  return [month + ((number === 'L' ? lastDate : firstDate + 7 * (Number(number) - 1)) - 1) * DAY_MS];
}

/** A month without that date is left out. [guess] */
function existing(month: number, date: number): number[] {
  return date > daysIn(month) ? [] : [month + (date - 1) * DAY_MS];
}

function daysIn(month: number): number {
  const first = new Date(month);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
