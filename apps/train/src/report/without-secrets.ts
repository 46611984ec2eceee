import { clean } from '../view/clean.ts';

/**
 * The same data with every text cleaned of what looks like a key or token: people paste things into notes, and servers quote them in errors.
 */
export function withoutSecrets<T>(value: T): T {
  // A copy of the same shape: only texts are replaced, by texts.
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cleaned(member)]));
}
