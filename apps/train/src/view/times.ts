const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `0.4 s`, `3 s`, `4 min 5 s`, `2 h 5 min`, `9 d`. */
export function durationText(ms: number): string {
  if (ms < 9_950) return `${Number((Math.max(0, ms) / second).toFixed(1))} s`;
  const seconds = Math.round(ms / second) * second;
  if (seconds < minute) return `${seconds / second} s`;
  if (seconds < hour) return pair(seconds, [minute, 'min'], [second, 's']);
  if (seconds < day) return pair(seconds, [hour, 'h'], [minute, 'min']);
  return pair(seconds, [day, 'd'], [hour, 'h']);
}

function pair(ms: number, [big, bigName]: [number, string], [small, smallName]: [number, string]): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

/** `14:02 UTC`; with its date where that is not the day of `now`. */
export function clockText(at: number, options: { timeZone: string; now: number }): string {
  const { timeZone, now } = options;
  const date = dateText(at, timeZone);
  return `${date === dateText(now, timeZone) ? '' : `${date} `}${timeText(at, timeZone)}`;
}

function dateText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);
}

function timeText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}
