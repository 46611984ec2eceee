import type { Clock } from '../clock.ts';
import { type DateTime, epochMsOf, later, ticksPerMinute } from './date-time.ts';

/** How far local time is ahead of UTC when its clock shows a date, in minutes. */
export function localOffset(clock: Clock | undefined, wallTicks: bigint): number {
  const wallMs = epochMsOf(wallTicks);
  const guess = clock?.utcOffsetMinutes?.(wallMs) ?? 0;
  return clock?.utcOffsetMinutes?.(wallMs - guess * 60_000) ?? 0;
}

/** The same moment on a local clock; a date of which no place is known is local already. */
export function toLocal(date: DateTime, clock: Clock | undefined): DateTime | undefined {
  const utc = toUtc(date, clock);
  if (!utc) return undefined;
  const minutes = clock?.utcOffsetMinutes?.(epochMsOf(utc.ticks)) ?? 0;
  const local = later(utc, BigInt(Math.round(minutes)) * ticksPerMinute);
  return local && { ...local, zone: minutes };
}

/** The same moment on a clock in UTC. */
export function toUtc(date: DateTime, clock: Clock | undefined): DateTime | undefined {
  if (date.zone === 'utc') return date;
  const minutes = date.zone ?? localOffset(clock, date.ticks);
  const utc = later(date, BigInt(-Math.round(minutes)) * ticksPerMinute);
  return utc && { ...utc, zone: 'utc' };
}
