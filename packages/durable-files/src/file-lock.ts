import { setTimeout as wait } from 'node:timers/promises';
import { type Claim, claimsOf, type Holder } from './claims.ts';
import type { ProcessMark } from './running.ts';

/** A lock that was given, or why not. */
export type Locking =
  | {
      readonly ok: true;
      /** Gives it back. Doing so twice is harmless. */
      release(): Promise<void>;
    }
  | {
      readonly ok: false;
      /** Null when its file could not be read. */
      readonly holder: Holder | null;
      /** The holder's file: what a person removes who knows that the holder, on another machine, is gone. */
      readonly path: string;
    };

/** How long one that may go first waits for the others to step back. */
const patienceMs = 2_000;
const lookEveryMs = 5;

/**
 * Takes a lock among the processes of one machine, at once or not at all, without a daemon. Whoever wants it lays a claim, a file of its own, and then looks
 * for the claims of others: who sees none of a living process holds the lock. Two cannot both see none, since each claims before it looks. Of several that
 * see each other, the one with the smallest id stays and looks again, the others step back.
 *
 * The claim of a dead process is passed over at once, also when its number is in use again (on Linux) and when it was killed while it claimed. Of a process of
 * another host nobody here can say whether it lives, so its claim holds; but this is no lock between machines, since their file systems may
 * show a claim late. Processes with one host name must see each other's numbers: containers that share both name and folder do not.
 *
 * A process that has the lock already is refused like any other.
 *
 * @param options.name one lock of the folder; a file's name without folders.
 * @param options.what what the taker is doing, for those who are refused.
 * @param options.now ISO 8601; the wall clock when left out.
 * @param options.running whether a process of this machine lives; the system is asked when left out.
 * @throws when the folder can be neither made nor written.
 */
export async function acquireFileLock(options: {
  folder: string;
  name: string;
  what: string;
  now?: () => string;
  running?: (process: ProcessMark) => boolean | Promise<boolean>;
}): Promise<Locking> {
  const { what, now = () => new Date().toISOString() } = options;
  if (!/^[^/\\:*?"<>|]+$/.test(options.name))
    throw new RangeError(`a lock's name is a file's name, not "${options.name}"`);
  const claims = claimsOf(options);
  const [early] = await claims.ofOthers();
  if (early) return refusal(early);

  const own = await claims.lay({ since: now(), what });
  try {
    for (const patientUntil = performance.now() + patienceMs; ; ) {
      const [first] = await claims.ofOthers(own);
      if (!first) return { ok: true, release: () => claims.withdraw(own) };
      if (first.id < own || performance.now() > patientUntil) {
        await claims.withdraw(own);
        return refusal(first);
      }
      await wait(lookEveryMs);
    }
  } catch (error) {
    await claims.withdraw(own);
    throw error;
  }
}

function refusal({ holder, path }: Claim): Locking {
  return { ok: false, holder, path };
}
