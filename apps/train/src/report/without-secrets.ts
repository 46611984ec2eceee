import { redact } from '@octotrain/command-line';

/**
 * The same data with every text cleaned of what looks like a key or token: people paste things into notes, and servers quote them in errors.
 */
export function withoutSecrets<T>(value: T): T {
  // A copy of the same shape: only texts are replaced, by texts.
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return redact(value).replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***');
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clean(member)]));
}
