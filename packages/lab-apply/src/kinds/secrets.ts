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

/** The body as it is sent. A secret that is not there becomes null, and says so where the server keeps it apart. */
export function revealSecrets(body: unknown, secretOf: (reference: SecretReference) => string | undefined): unknown {
  if (typeof body === 'string') return body.startsWith(mark) ? (secretOf(referenceOf(body)) ?? null) : body;
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return body.map((one) => revealSecrets(one, secretOf));
  const revealed = Object.entries(body).map(([key, value]) => [key, revealSecrets(value, secretOf)]);
  const result: Record<string, unknown> = Object.fromEntries(revealed);
  const wasSecret = 'NewValue' in body && typeof body.NewValue === 'string' && body.NewValue.startsWith(mark);
  return wasSecret ? { ...result, HasValue: result.NewValue !== null } : result;
}

function referenceOf(token: string): SecretReference {
  // Only secretToken makes such texts.
  return JSON.parse(token.slice(mark.length)) as SecretReference;
}
