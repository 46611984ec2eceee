import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { World } from '../world.ts';

const hashLength = 32;

function hashOf(password: string, salt: string): Buffer {
  return scryptSync(password, salt, hashLength);
}

/** Keeps a password: its hash alone. */
export function keepPassword(
  { store, random }: Pick<World, 'store' | 'random'>,
  userId: string,
  password: string,
): void {
  const Salt = random.uuid();
  store.put('UserPasswords', { Id: userId, Salt, Hash: hashOf(password, Salt).toString('hex') });
}

/** False, too, for a user who has none. */
export function isPasswordOf({ store }: Pick<World, 'store'>, userId: string, password: string): boolean {
  const kept = store.get('UserPasswords', userId);
  return kept !== undefined && timingSafeEqual(Buffer.from(kept.Hash, 'hex'), hashOf(password, kept.Salt));
}
