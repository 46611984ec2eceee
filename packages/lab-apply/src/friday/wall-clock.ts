import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@octotrain/octopus-client';

/** The machine's own time. */
export const wallClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};
