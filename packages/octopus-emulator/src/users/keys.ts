import { createHash } from 'node:crypto';
import { type Random, randomText } from '../random.ts';
import type { Store } from '../store/store.ts';
import { timeOf, type World } from '../world.ts';
import type { ApiKeyDocument, UserDocument } from './state.ts';

const keyLength = 32;
const hintLength = 7;

export function mintKey(random: Random): string {
  return `API-${randomText(random, keyLength)}`;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

const byHash = new WeakMap<readonly ApiKeyDocument[], Map<string, ApiKeyDocument>>();

function index(store: Store): Map<string, ApiKeyDocument> {
  const documents = store.all('ApiKeys');
  const known = byHash.get(documents);
  if (known !== undefined) return known;
  const made = new Map(documents.map((document) => [document.KeyHash, document]));
  byHash.set(documents, made);
  return made;
}

/** The active user that a key belongs to; undefined for a key that is unknown or has expired. */
export function userOfKey(world: Pick<World, 'store' | 'clock'>, key: string | undefined): UserDocument | undefined {
  if (key === undefined || key === '') return undefined;
  const found = index(world.store).get(hashOf(key));
  if (found === undefined) return undefined;
  if (found.Expires !== null && Date.parse(found.Expires) <= world.clock.now()) return undefined;
  const user = world.store.get('Users', found.UserId);
  return user?.IsActive ? user : undefined;
}

/** Keeps a key for a user: its hash, and the start of it as a hint. */
export function keepKey(
  world: Pick<World, 'store' | 'clock'>,
  options: { userId: string; key: string; purpose: string; expires: string | null },
): ApiKeyDocument {
  const document: ApiKeyDocument = {
    Id: world.store.nextId('ApiKeys').replace('ApiKeys', 'APIKey'),
    UserId: options.userId,
    Purpose: options.purpose,
    Created: timeOf(world),
    Expires: options.expires,
    KeyHash: hashOf(options.key),
    Hint: `${options.key.slice(0, hintLength)}...`,
  };
  world.store.put('ApiKeys', document);
  return document;
}

/** Mints the key that the emulator hands out for a user it made. */
export function mintUserKey(world: Pick<World, 'store' | 'clock' | 'random'>, user: UserDocument): string {
  const key = mintKey(world.random);
  keepKey(world, { userId: user.Id, key, purpose: 'Minted by the emulator', expires: null });
  world.store.put('MintedKeys', { Id: user.Id, Username: user.Username, Key: key });
  return key;
}

/** Mints a key for each active person, when a state came without its secrets. */
export function mintKeysAnew(world: Pick<World, 'store' | 'clock' | 'random'>): void {
  for (const user of world.store.all('Users')) if (user.IsActive && !user.IsService) mintUserKey(world, user);
}
