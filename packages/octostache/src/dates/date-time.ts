/** A date with a time of day, as a clock on the wall shows it, and what is known of where the wall is. */
export interface DateTime {
  /** Units of 100 ns since the start of the year 1 on that clock. */
  ticks: bigint;
  /** Nothing known, UTC, or how far the clock is ahead of UTC, in minutes. */
  zone: undefined | 'utc' | number;
}

/** A date in the words of people. */
export interface DateParts {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  /** From 0, Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  /** Units of 100 ns. */
  fraction: number;
}

export const ticksPerHour = 36_000_000_000n;
export const ticksPerDay = 24n * ticksPerHour;
export const ticksPerMinute = 600_000_000n;

const daysBeforeEpoch = 719_162;
const msPerDay = 86_400_000;
const end = 3_652_059n * ticksPerDay;

/** The ticks of a date; undefined for a day or a time that does not exist. */
export function ticksOf(parts: Omit<DateParts, 'weekday'>): bigint | undefined {
  const { year, month, day, hour, minute, second, fraction } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1 && year <= 9999;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  const days = BigInt(date.getTime() / msPerDay + daysBeforeEpoch);
  const seconds = BigInt((hour * 60 + minute) * 60 + second);
  return days * ticksPerDay + seconds * 10_000_000n + BigInt(fraction);
}

/** The parts of a date. */
export function partsOf(ticks: bigint): DateParts {
  const date = new Date((Number(ticks / ticksPerDay) - daysBeforeEpoch) * msPerDay);
  const time = Number(ticks % ticksPerDay);
  const seconds = Math.floor(time / 10_000_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: time % 10_000_000,
  };
}

/** The same clock later; undefined outside of the years 1 to 9999. */
export function later(date: DateTime, ticks: bigint): DateTime | undefined {
  const sum = date.ticks + ticks;
  return sum >= 0n && sum < end ? { ...date, ticks: sum } : undefined;
}

/** The moment that a clock in UTC shows so many milliseconds after the epoch. */
export function utcDate(epochMs: number): DateTime | undefined {
  if (!Number.isFinite(epochMs)) return undefined;
  const start = BigInt(daysBeforeEpoch) * ticksPerDay;
  return later({ ticks: start, zone: 'utc' }, BigInt(Math.floor(epochMs)) * 10_000n);
}

/** Milliseconds since the epoch of a clock in UTC. */
export function epochMsOf(ticks: bigint): number {
  return Number((ticks - BigInt(daysBeforeEpoch) * ticksPerDay) / 10_000n);
}
