/** A day of the calendar; months count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 24 * 3_600_000;

/** Names of zones as Windows has them, which clients send too, with the usual ones that they stand for. [client] */
const windowsZones: Readonly<Record<string, string>> = {
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central Standard Time': 'America/Chicago',
  'China Standard Time': 'Asia/Shanghai',
  'E. Australia Standard Time': 'Australia/Brisbane',
  'Eastern Standard Time': 'America/New_York',
  'GMT Standard Time': 'Europe/London',
  'India Standard Time': 'Asia/Kolkata',
  'Mountain Standard Time': 'America/Denver',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Romance Standard Time': 'Europe/Paris',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'W. Europe Standard Time': 'Europe/Berlin',
};

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Whether times can be read in a zone of that name. */
export function isZone(name: string): boolean {
  return formatOf(name) !== undefined;
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(name)) formats.set(name, makeFormat(windowsZones[name] ?? name));
  return formats.get(name);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** What clocks in the zone show, as if that were UTC. An unknown zone is UTC. */
function wallClock(zone: string, ms: number): number {
  const format = formatOf(zone);
  if (format === undefined) return ms;
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
}

/** The day in the zone at a moment. */
export function dayAt(zone: string, ms: number): CalendarDay {
  return dayOf(wallClock(zone, ms));
}

function dayOf(ms: number): CalendarDay {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day so many days later. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  return dayOf(Date.UTC(year, month - 1, day) + days * DAY_MS);
}

/** 0 for Sunday. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

export function daysInMonth({ year, month }: CalendarDay): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The moment at which clocks in the zone show a time of a day, in seconds from midnight; more than a day's worth is the
 * next day. A time that is skipped in spring comes as much later as clocks were moved; one that comes twice is the first. [guess]
 */
export function momentOf(zone: string, { year, month, day }: CalendarDay, secondOfDay: number): number {
  const wanted = Date.UTC(year, month - 1, day) + secondOfDay * 1000;
  const offsetBefore = wallClock(zone, wanted - DAY_MS) - (wanted - DAY_MS);
  const offsetAfter = wallClock(zone, wanted + DAY_MS) - (wanted + DAY_MS);
  const candidates = [wanted - offsetBefore, wanted - offsetAfter].sort((a, b) => a - b);
  return candidates.find((ms) => wallClock(zone, ms) === wanted) ?? wanted - offsetBefore;
}
