import { type DateParts, type DateTime, partsOf } from './date-time.ts';
import { months, weekdays } from './names.ts';

/** A date to format, and how it tells its zone. */
export interface DateToFormat {
  date: DateTime;
  /** How far its clock is ahead of UTC, in minutes. */
  offsetMinutes: number;
  /** `Date` tells a zone only where one is known; `DateTimeOffset` always tells its offset. */
  type: 'Date' | 'DateTimeOffset';
  /** The same moment in UTC, for the formats that ask for it. */
  utc: DateTime;
}

/** .NET's standard formats in the culture en-US; those in `ofUtc` show the moment in UTC. */
const standard: ReadonlyMap<string, string> = new Map([
  ['d', 'M/d/yyyy'],
  ['D', 'dddd, MMMM d, yyyy'],
  ['f', 'dddd, MMMM d, yyyy h:mm tt'],
  ['F', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['g', 'M/d/yyyy h:mm tt'],
  ['G', 'M/d/yyyy h:mm:ss tt'],
  ['m', 'MMMM d'],
  ['M', 'MMMM d'],
  ['o', 'yyyy-MM-ddTHH:mm:ss.fffffffK'],
  ['O', 'yyyy-MM-ddTHH:mm:ss.fffffffK'],
  ['r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['s', 'yyyy-MM-ddTHH:mm:ss'],
  ['t', 'h:mm tt'],
  ['T', 'h:mm:ss tt'],
  ['u', 'yyyy-MM-dd HH:mm:ssZ'],
  ['U', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['y', 'MMMM yyyy'],
  ['Y', 'MMMM yyyy'],
]);

/**
 * A date in a .NET format, standard (`D`) or custom (`HH dd-MMM-yyyy`), in the culture en-US; undefined for one that .NET
 * refuses. Not covered: other cultures and calendars.
 */
export function formatDate(value: DateToFormat, format: string): string | undefined {
  if (format.length > 1) return formatCustom(value, format);
  const letter = format === '' ? 'G' : format;
  const custom = standard.get(letter);
  const known = custom !== undefined && !(letter === 'U' && value.type === 'DateTimeOffset');
  if (!known) return undefined;
  const inUtc = letter === 'U' || (/[ru]/i.test(letter) && value.type === 'DateTimeOffset');
  if (inUtc) return formatCustom({ ...value, date: value.utc, offsetMinutes: 0 }, custom);
  return formatCustom(value, format === '' && value.type === 'DateTimeOffset' ? `${custom} zzz` : custom);
}

const token = /\\.|'[^']*'|"[^"]*"|%.|d+|f+|F+|g+|h+|H+|K|m+|M+|s+|t+|y+|z+|\.F+|./gs;

function formatCustom(value: DateToFormat, format: string): string | undefined {
  const parts = partsOf(value.date.ticks);
  const texts: string[] = [];
  for (const [part] of format.matchAll(token)) {
    const text = textOf(part, parts, value);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join('');
}

function textOf(part: string, parts: DateParts, value: DateToFormat): string | undefined {
  const { length } = part;
  switch (part[0]) {
    case '\\':
      return length === 1 ? undefined : part.slice(1);
    case "'":
    case '"':
      return length === 1 ? undefined : part.slice(1, -1);
    case '%':
      return length === 1 || part === '%%' ? undefined : textOf(part.slice(1), parts, value);
    case '.':
      return length === 1 ? '.' : fraction(parts, length - 1, true, '.');
    case 'f':
      return fraction(parts, length, false);
    case 'F':
      return fraction(parts, length, true);
    case 'K':
      return zoneText(value);
    case 'z':
      return offsetText(value.offsetMinutes, length);
    default:
      return dayOrTime(part, parts);
  }
}

function dayOrTime(part: string, parts: DateParts): string {
  const { length } = part;
  switch (part[0]) {
    case 'd':
      return length > 2 ? named(weekdays[parts.weekday], length) : padded(parts.day, length);
    case 'g':
      return 'A.D.';
    case 'h':
      return padded(parts.hour % 12 || 12, Math.min(length, 2));
    case 'H':
      return padded(parts.hour, Math.min(length, 2));
    case 'm':
      return padded(parts.minute, Math.min(length, 2));
    case 'M':
      return length > 2 ? named(months[parts.month - 1], length) : padded(parts.month, length);
    case 's':
      return padded(parts.second, Math.min(length, 2));
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, Math.min(length, 2));
    case 'y':
      return length > 2 ? padded(parts.year, length) : padded(parts.year % 100, length);
    default:
      return part;
  }
}

function named(name: string | undefined, length: number): string {
  return (name ?? '').slice(0, length === 3 ? 3 : undefined);
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Parts of a second; the optional ones leave out zeros at the end, and a point before them when nothing is left. */
function fraction(parts: DateParts, length: number, optional: boolean, point = ''): string | undefined {
  if (length > 7) return undefined;
  const digits = padded(parts.fraction, 7).slice(0, length);
  const shown = optional ? digits.replace(/0+$/, '') : digits;
  return shown === '' ? '' : point + shown;
}

function zoneText({ date, offsetMinutes, type }: DateToFormat): string {
  if (type === 'Date' && date.zone === undefined) return '';
  return type === 'Date' && date.zone === 'utc' ? 'Z' : offsetText(offsetMinutes, 3);
}

function offsetText(minutes: number, length: number): string {
  const hours = padded(Math.floor(Math.abs(minutes) / 60), Math.min(length, 2));
  const rest = length > 2 ? `:${padded(Math.round(Math.abs(minutes) % 60), 2)}` : '';
  return `${minutes < 0 ? '-' : '+'}${hours}${rest}`;
}
