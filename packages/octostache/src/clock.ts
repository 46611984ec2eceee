/** Where the time comes from: nothing here looks at a clock of its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How far local time is ahead of UTC at a moment (milliseconds since the epoch), in minutes; UTC without it. */
  utcOffsetMinutes?(atMs: number): number;
}
