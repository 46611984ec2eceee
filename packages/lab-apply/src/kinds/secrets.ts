import type { SecretReference } from '@octotrain/lab-config';
import { type FieldValue, type Hidden, hidden, isHidden } from '../fields/fields.ts';

const mark = '\u0001secret\u0001';

/** Stands for a secret in a body, so that only what is really sent asks for it. */
export function secretToken(reference: SecretReference): string {
  return `${mark}${JSON.stringify(reference)}`;
}

const behind = new WeakMap<Hidden, SecretReference>();

/** A hidden value that remembers which secret it is, when that is known; in every other way like all hidden ones. */
export function hiddenSecret(value: unknown): Hidden {
  const [reference] = secretsIn(value);
  if (reference === undefined) return hidden;
  const own: Hidden = { ...hidden };
  behind.set(own, reference);
  return own;
}

/** The secret that a hidden value stands for; undefined for what a server answered. */
export function secretBehind(value: FieldValue): SecretReference | undefined {
  return isHidden(value) ? behind.get(value) : undefined;
}

/** The references of all secrets that a body still holds. */
export function secretsIn(body: unknown): readonly SecretReference[] {
  if (typeof body === 'string') return body.startsWith(mark) ? [referenceOf(body)] : [];
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(body).flatMap(secretsIn);
}

/** The body as it is sent. A secret that may be absent, and is, becomes blank: a server insists on some text. [guess] */
export function revealSecrets(body: unknown, secretOf: (reference: SecretReference) => string | undefined): unknown {
  if (typeof body === 'string') return body.startsWith(mark) ? (secretOf(referenceOf(body)) ?? '') : body;
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return body.map((one) => revealSecrets(one, secretOf));
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, revealSecrets(value, secretOf)]));
}

function referenceOf(token: string): SecretReference {
  // Only secretToken makes such texts.
  return JSON.parse(token.slice(mark.length)) as SecretReference;
}

/**
 * A body that replaces a stored one: `kept` leaves every secret as the server has it, `fresh` writes every one again, and
 * they are alike in all else. Gives the first with those secrets of the second that are to be sent.
 */
export function withSecrets(kept: unknown, fresh: unknown, sends: (reference: SecretReference) => boolean): unknown {
  if (typeof fresh === 'string') return fresh.startsWith(mark) && !sends(referenceOf(fresh)) ? kept : fresh;
  if (typeof fresh !== 'object' || fresh === null) return fresh;
  // Of a list or an object, `kept` has the same places.
  const before = (typeof kept === 'object' && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(fresh)) return fresh.map((one, at) => withSecrets(before[at], one, sends));
  return Object.fromEntries(Object.entries(fresh).map(([key, one]) => [key, withSecrets(before[key], one, sends)]));
}
