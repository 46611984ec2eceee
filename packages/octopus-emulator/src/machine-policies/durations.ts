const dayMs = 86_400_000;

/** Milliseconds of a .NET duration, `[d.]hh:mm:ss[.fff]`; nothing for anything else. */
export function durationMs(text: string): number | undefined {
  const parts = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  const inDay = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(`${seconds}.${fraction}`) * 1_000;
  return Number(days) * dayMs + inDay;
}
