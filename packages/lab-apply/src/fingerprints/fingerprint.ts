import { createHmac } from 'node:crypto';
import type { Address } from '../kinds/item.ts';

/** The shortest key that is accepted, in characters: a shorter one could be guessed, and with it the secrets. */
export const shortestKey = 16;

/** One secret and where it belongs. */
interface PlacedSecret {
  readonly address: Address;
  /** The field that holds it, in the words of a plan. */
  readonly field: string;
  readonly value: string;
}

/**
 * The keyed fingerprint of a secret: HMAC-SHA256, in hexadecimal. It tells whether a secret is still the same; without the
 * key nobody can try candidates against it. The same secret elsewhere has another one, so that equal secrets do not show.
 */
export function fingerprintOf({ address, field, value }: PlacedSecret, key: string): string {
  const { kind, space = '', name } = address;
  const place = [kind, space, name, field].map((text) => text.toLowerCase());
  return createHmac('sha256', key)
    .update(JSON.stringify(['octotrain-fingerprint-1', ...place, value]))
    .digest('hex');
}
