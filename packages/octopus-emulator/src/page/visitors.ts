import { callerFor } from '../permissions/caller.ts';
import { randomText } from '../random.ts';
import { userOfKey } from '../users/keys.ts';
import type { World } from '../world.ts';

/** Who may look: administrators who gave their key, until the server stops. The browser holds a random word, never the key. */
export interface Visitors {
  /** The word for the browser; undefined when the key is not that of an administrator. */
  signIn(key: string): string | undefined;
  /** A key that was revoked since lets nobody in. */
  isIn(word: string | undefined): boolean;
  signOut(word: string | undefined): void;
}

const WORD_LENGTH = 40;
/** The one who came first has to give the key again. */
const MOST_VISITORS = 100;

export function createVisitors(world: Pick<World, 'store' | 'clock' | 'random'>): Visitors {
  const keys = new Map<string, string>();

  function isAdministrator(key: string | undefined): boolean {
    const user = userOfKey(world, key);
    return user !== undefined && callerFor(world.store, user).may('AdministerSystem', {});
  }

  return {
    signIn(key) {
      if (!isAdministrator(key)) return undefined;
      const word = randomText(world.random, WORD_LENGTH);
      keys.set(word, key);
      const [oldest] = keys.keys();
      if (keys.size > MOST_VISITORS && oldest !== undefined) keys.delete(oldest);
      return word;
    },
    isIn: (word) => word !== undefined && isAdministrator(keys.get(word)),
    signOut(word) {
      if (word !== undefined) keys.delete(word);
    },
  };
}
