import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { UserDocument } from '../users/state.ts';
import type { World } from '../world.ts';
import { parseJwt, timeProblem, writeJwt } from './jwt.ts';
import type { SigningKeyDocument } from './state.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A key signs for 90 days; what it signed holds 90 days more. [docs] */
const SIGNS_MS = 90 * DAY_MS;
const HOLDS_MS = 2 * SIGNS_MS;
/** How long an access token holds. [docs] */
export const TOKEN_SECONDS = 3_600;

const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

/** A new private key, as PEM: RSA of 2048 bits. [docs] */
export async function newSigningKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2_048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function holding({ store, clock }: Pick<World, 'store' | 'clock'>, ageMs: number): readonly SigningKeyDocument[] {
  return store.all('SigningKeys').filter(({ CreatedAt }) => clock.now() < CreatedAt + ageMs);
}

/** An access token for a user: a JWT that is signed with PS256. [docs] */
export async function issueToken(world: World, user: UserDocument, origin: string): Promise<string> {
  const key = holding(world, SIGNS_MS).at(-1) ?? (await addKey(world));
  const privateKey = createPrivateKey(key.PrivateKey);
  const nowSeconds = Math.floor(world.clock.now() / 1_000);
  return writeJwt({
    header: { alg: 'PS256', typ: 'JWT', kid: key.Id },
    claims: {
      iss: origin,
      aud: origin,
      sub: user.Id,
      jti: world.random.uuid(),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + TOKEN_SECONDS,
    },
    sign: (signed) => sign('sha256', signed, { key: privateKey, ...padding }),
  });
}

async function addKey(world: World): Promise<SigningKeyDocument> {
  const PrivateKey = await world.newSigningKey();
  const key = { Id: world.random.uuid(), PrivateKey, CreatedAt: world.clock.now() };
  for (const old of world.store.all('SigningKeys')) {
    if (!holding(world, HOLDS_MS).includes(old)) world.store.remove('SigningKeys', old.Id);
  }
  world.store.put('SigningKeys', key);
  return key;
}

/** The active user that an access token of this server belongs to; undefined for any other token, and when it has expired. */
export function userOfToken(world: World, token: string): UserDocument | undefined {
  const jwt = parseJwt(token);
  if (jwt?.header.alg !== 'PS256' || timeProblem(jwt, world.clock.now()) !== undefined) return undefined;
  const key = holding(world, HOLDS_MS).find(({ Id }) => Id === jwt.header.kid);
  if (key === undefined) return undefined;
  if (!verify('sha256', jwt.signed, { key: publicKeyOf(key), ...padding }, jwt.signature)) return undefined;
  const user = typeof jwt.claims.sub === 'string' ? world.store.get('Users', jwt.claims.sub) : undefined;
  return user?.IsActive ? user : undefined;
}

const publicKeys = new WeakMap<SigningKeyDocument, KeyObject>();

function publicKeyOf(document: SigningKeyDocument): KeyObject {
  const known = publicKeys.get(document);
  if (known !== undefined) return known;
  const key = createPublicKey(document.PrivateKey);
  publicKeys.set(document, key);
  return key;
}

/** The public halves of the keys whose tokens hold, as a JSON Web Key Set. */
export function publishedKeys(world: World): { readonly keys: readonly object[] } {
  return {
    keys: holding(world, HOLDS_MS).map((document) => ({
      ...publicKeyOf(document).export({ format: 'jwk' }),
      kid: document.Id,
      use: 'sig',
      alg: 'PS256',
    })),
  };
}
