import type { SecretReference } from '@octotrain/lab-config';

const mark = '\u0001secret\u0001';

/** Stands for a secret in a body, so that only what is really sent asks for it. */
export function secretToken(reference: SecretReference): string {
  return `${mark}${JSON.stringify(reference)}`;
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
