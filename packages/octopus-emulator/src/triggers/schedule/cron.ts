import { type CalendarDay, daysInMonth, weekdayOf } from './zone.ts';

/** What a cron expression asks for. Times are sorted. */
export interface Cron {
  /** In seconds from midnight. */
  readonly times: readonly number[];
  readonly matchesDay: (day: CalendarDay) => boolean;
  readonly lastYear: number;
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const LAST_YEAR = 9999;

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const second: Field = { name: 'seconds', from: 0, to: 59 };
const minute: Field = { name: 'minutes', from: 0, to: 59 };
const hour: Field = { name: 'hours', from: 0, to: 23 };
const dayOfMonth: Field = { name: 'day of month', from: 1, to: 31 };
const month: Field = { name: 'month', from: 1, to: 12, names: monthNames };
const dayOfWeek: Field = { name: 'day of week', from: 0, to: 7, names: dayNames };
const year: Field = { name: 'year', from: 1, to: LAST_YEAR };

type DayTest = (day: CalendarDay) => boolean;

/** Reads six fields, seconds first, and a year if there is a seventh. [docs] A sentence instead when it is no expression. */
export function readCron(expression: string): Cron | string {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 6 && fields.length !== 7)
    return `'${expression}' has not the 6 or 7 fields of a cron expression.`;
  const [seconds = '', minutes = '', hours = '', days = '', months = '', weekdays = '', years = '*'] = fields;
  try {
    const yearsWanted = years === '*' ? undefined : numbers(years, year);
    const monthsWanted = new Set(numbers(months, month));
    const [inMonth, inWeek] = [monthDays(days), weekDays(weekdays)];
    const hasDays = days !== '*' && days !== '?';
    const hasWeekdays = weekdays !== '*' && weekdays !== '?';
    return {
      times: timesOf(numbers(hours, hour), numbers(minutes, minute), numbers(seconds, second)),
      // Both given: either is enough, as cron has it. [guess]
      matchesDay: (day) =>
        (yearsWanted === undefined || yearsWanted.includes(day.year)) &&
        monthsWanted.has(day.month) &&
        (hasDays && hasWeekdays ? inMonth(day) || inWeek(day) : inMonth(day) && inWeek(day)),
      lastYear: yearsWanted === undefined ? LAST_YEAR : Math.max(...yearsWanted),
    };
  } catch (error) {
    if (error instanceof CronProblem) return `'${expression}' is no cron expression: ${error.message}.`;
    throw error;
  }
}

/** A field that cannot be read. */
class CronProblem extends Error {}

function timesOf(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): number[] {
  return hours.flatMap((h) => minutes.flatMap((m) => seconds.map((s) => h * 3600 + m * 60 + s)));
}

/** `*`, `5`, `1-5`, `1,3`, `0/15`, `2-10/2`, and names. Sorted, each once. */
function numbers(text: string, field: Field): number[] {
  const found = text.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const by = step === undefined ? 1 : whole(step, { ...field, from: 1 });
    const [low, high] = bounds(range, step !== undefined, field);
    if (low > high) throw new CronProblem(`${field.name} '${part}' runs backwards`);
    return Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, index) => low + index * by);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function bounds(range: string, stepped: boolean, field: Field): [number, number] {
  if (range === '*' || range === '?') return [field.from, field.to];
  const [from = '', to] = range.split('-');
  const low = whole(from, field);
  return [low, to === undefined ? (stepped ? field.to : low) : whole(to, field)];
}

function whole(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return named + (field.from === 0 ? 0 : 1);
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= field.from && number <= field.to)) {
    throw new CronProblem(`${field.name} '${text}' is not between ${field.from} and ${field.to}`);
  }
  return number;
}

/** Days of the month; `L` is the last, `LW` the last weekday, `15W` the weekday nearest to the 15th. */
function monthDays(text: string): DayTest {
  if (text === '*' || text === '?') return () => true;
  const tests = text.split(',').map((part): DayTest => {
    const upper = part.toUpperCase();
    if (upper === 'L') return (day) => day.day === daysInMonth(day);
    if (upper === 'LW') return (day) => day.day === nearestWeekday(day, daysInMonth(day));
    const nearest = /^(\d+)W$/.exec(upper)?.[1];
    if (nearest !== undefined) {
      const wanted = whole(nearest, dayOfMonth);
      return (day) => wanted <= daysInMonth(day) && day.day === nearestWeekday(day, wanted);
    }
    const days = new Set(numbers(part, dayOfMonth));
    return (day) => days.has(day.day);
  });
  return (day) => tests.some((test) => test(day));
}

/** The weekday nearest to a date, without leaving its month. */
function nearestWeekday(month: CalendarDay, date: number): number {
  const weekday = weekdayOf({ ...month, day: date });
  if (weekday === 6) return date > 1 ? date - 1 : date + 2;
  if (weekday === 0) return date < daysInMonth(month) ? date + 1 : date - 2;
  return date;
}

/** Days of the week; `6L` is the last Saturday of the month, `MON#2` the second Monday, `L` alone Saturday. */
function weekDays(text: string): DayTest {
  if (text === '*' || text === '?') return () => true;
  const tests = text.split(',').map((part): DayTest => {
    const upper = part.toUpperCase();
    if (upper === 'L') return (day) => weekdayOf(day) === 6;
    const last = /^(\w+)L$/.exec(upper)?.[1];
    if (last !== undefined) {
      const wanted = whole(last, dayOfWeek) % 7;
      return (day) => weekdayOf(day) === wanted && day.day + 7 > daysInMonth(day);
    }
    const [name = '', nth] = upper.split('#');
    if (nth !== undefined) {
      const wanted = whole(name, dayOfWeek) % 7;
      const number = whole(nth, { name: 'number of a weekday', from: 1, to: 5 });
      return (day) => weekdayOf(day) === wanted && Math.ceil(day.day / 7) === number;
    }
    const days = new Set(numbers(part, dayOfWeek).map((day) => day % 7));
    return (day) => days.has(weekdayOf(day));
  });
  return (day) => tests.some((test) => test(day));
}
