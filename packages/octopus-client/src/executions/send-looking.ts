import type { Clock } from '../clock.ts';
import { OctopusLostAnswerError } from '../errors/lost-answer-error.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type { Made } from './options.ts';

/** How a write is sent, and how its result is looked for when the answer got lost. */
interface Sending<Thing> {
  /** For people: `the release 1.2.0 of payments-api`. */
  readonly what: string;
  readonly operation: string;
  readonly clock: Clock;
  readonly settleMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What is there of it; asked before the write, and after a lost answer until all is there. */
  look(): Promise<readonly Thing[]>;
  send(): Promise<readonly Thing[]>;
  idOf(thing: Thing): string;
  /** How many the write makes; undefined when only the server knows. */
  readonly expected: number | undefined;
}

const lookEveryMs = 1000;
const defaultSettleMs = 15_000;

/**
 * Sends a write once. When its answer is lost it is not sent again: what it made is looked for, and told from what was there before.
 * Throws an OctopusLostAnswerError when not all of it is found in time, and any other error of the write as it is.
 */
export async function sendLooking<Thing>(
  sending: Sending<Thing>,
): Promise<{ readonly how: Made; readonly things: readonly Thing[] }> {
  const { clock, idOf, settleMs = defaultSettleMs } = sending;
  const before = new Set((await sending.look()).map(idOf));
  try {
    return { how: 'created', things: await sending.send() };
  } catch (error) {
    if (!(error instanceof OctopusError) || error.outcome !== 'unknown') throw error;
    const start = clock.now();
    let seen: readonly Thing[] = [];
    for (;;) {
      const now = (await lookIfPossible(sending, seen)).filter((thing) => !before.has(idOf(thing)));
      const isStill = now.length > 0 && now.length === seen.length;
      seen = now;
      // A command makes all or nothing [guess]; where only the server knows how many, two looks that agree have to do.
      if (sending.expected === undefined ? isStill : now.length >= sending.expected && now.length > 0) {
        return { how: 'found-after-lost-answer', things: seen };
      }
      if (clock.now() - start >= settleMs) break;
      await clock.sleep(lookEveryMs, sending.signal);
    }
    const { what, operation } = sending;
    throw new OctopusLostAnswerError({
      what,
      operation,
      found: seen.map(idOf),
      lookedForMs: clock.now() - start,
      cause: error,
    });
  }
}

/** A look that fails has seen nothing new: the write's own error is what has to be told in the end. */
async function lookIfPossible<Thing>(sending: Sending<Thing>, seen: readonly Thing[]): Promise<readonly Thing[]> {
  try {
    return await sending.look();
  } catch (error) {
    if (error instanceof OctopusError) return seen;
    throw error;
  }
}
