import { trimWhiteSpace } from '../white-space.ts';
import { type DateTime, later, ticksOf } from './date-time.ts';
import { months, weekdays } from './names.ts';

const longest = 100;

const monthName = `(?<name>${months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.?`;
const weekday = `(?:(?:${weekdays.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}),?\\s+)?`;
const time =
  '(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?)?(?:\\s*(?<half>[ap])\\.?m\\.?)?';
const zone = '(?:\\s*(?<zone>Z|GMT|UTC|[-+]\\d{1,2}(?::?\\d{2})?))?';
const rest = `(?:(?:T|\\s+|,\\s*)${time}${zone})?`;

/** What the culture en-US reads: the year first, or the month first, or the month by name. */
const shapes = [
  `(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})`,
  `(?<month>\\d{1,2})[-/.](?<day>\\d{1,2})[-/.](?<year>\\d{4}|\\d{2})`,
  `${weekday}(?<day>\\d{1,2})[\\s-]+${monthName}[\\s,-]+(?<year>\\d{4})`,
  `${weekday}${monthName}\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4})`,
].map((date) => new RegExp(`^${date}${rest}$`, 'i'));

/**
 * The date that a text stands for, with or without a time of day and a zone, as .NET reads it in the culture en-US. Not
 * covered: texts without a day or without a date, names of time zones besides GMT and UTC, and other cultures.
 */
export function parseDate(text: string): DateTime | undefined {
  const trimmed = trimWhiteSpace(text);
  if (trimmed.length > longest) return undefined;
  for (const shape of shapes) {
    const found = shape.exec(trimmed)?.groups;
    if (found) return dateOf(found);
  }
  return undefined;
}

function dateOf(found: Readonly<Record<string, string | undefined>>): DateTime | undefined {
  const { hour = '0', minute = '0', second = '0', fraction = '', half, zone: zoneText } = found;
  const hours = hourOf(Number(hour), half);
  const zoneMinutes = zoneOf(zoneText);
  if (hours === undefined || (typeof zoneMinutes === 'number' && Math.abs(zoneMinutes) > 14 * 60)) return undefined;
  const ticks = ticksOf({
    year: yearOf(found.year ?? ''),
    month: found.name ? months.findIndex((name) => isShort(name, found.name)) + 1 : Number(found.month),
    day: Number(found.day),
    hour: hours,
    minute: Number(minute),
    second: Number(second),
    fraction: 0,
  });
  // Behind seven digits a half counts up, which may reach the next second.
  const parts = Math.round(Number(`0.${fraction || '0'}`) * 10_000_000);
  return ticks === undefined ? undefined : later({ ticks, zone: zoneMinutes }, BigInt(parts));
}

function isShort(name: string, given: string | undefined): boolean {
  return name.slice(0, 3).toLowerCase() === given?.slice(0, 3).toLowerCase();
}

/** Two digits mean the years 1950 to 2049. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function zoneOf(text: string | undefined): DateTime['zone'] {
  if (text === undefined) return undefined;
  const found = /^([-+])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!found) return 'utc';
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? '0');
  return found[1] === '-' ? -minutes : minutes;
}
