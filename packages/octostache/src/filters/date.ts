import type { Clock } from '../clock.ts';
import { type DateTime, later, ticksPerDay, ticksPerHour, utcDate } from '../dates/date-time.ts';
import { formatDate } from '../dates/format-date.ts';
import { localOffset, toLocal, toUtc } from '../dates/local-time.ts';
import { parseDate } from '../dates/parse-date.ts';
import { doubleIn } from '../numbers/number-in.ts';
import { type Filter, onText } from './filter.ts';

/** Filters that tell the time and move dates [octostache]; the time comes from the clock that was given. */
export const dateFilters: Readonly<Record<string, Filter>> = {
  NowDate: now((clock) => {
    const utc = utcDate(clock.now());
    const local = utc && toLocal(utc, clock);
    return local && { ...local, zone: undefined };
  }),
  NowDateUtc: now((clock) => utcDate(clock.now())),
  AddHours: adding(ticksPerHour),
  AddDays: adding(ticksPerDay),
};

/** A filter without input: the time, in the round-trip format unless another is asked for. */
function now(read: (clock: Clock) => DateTime | undefined): Filter {
  return (input, [format = 'O', ...more], { clock }) => {
    if (input !== undefined || more.length > 0) return undefined;
    const date = clock && read(clock);
    return date && dateText(date, { format, type: 'Date', clock });
  };
}

/** Moves a date by a number of units; what is known of its zone is kept. */
function adding(unit: bigint): Filter {
  return onText((input, [amount, ...more], { clock }) => {
    const units = amount === undefined || amount.includes(',') || more.length > 0 ? undefined : doubleIn(amount);
    const date = parseDate(input);
    if (!date || units === undefined || Math.abs(units) > 1e9 || Number.isNaN(units)) return undefined;
    const moved = later(date, BigInt(Math.round(units * Number(unit))));
    return moved && dateText(moved, { format: 'O', type: 'Date', clock });
  });
}

/** A date in a format; local time stands in for a zone that is not known. */
export function dateText(
  date: DateTime,
  { format, type, clock }: { format: string; type: 'Date' | 'DateTimeOffset'; clock: Clock | undefined },
): string | undefined {
  const utc = toUtc(date, clock);
  const offsetMinutes = date.zone === 'utc' ? 0 : (date.zone ?? localOffset(clock, date.ticks));
  return utc && formatDate({ date, offsetMinutes, type, utc }, format);
}
