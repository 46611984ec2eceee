import type { RouteContext } from '../http/api.ts';

/** How a document is made from another of its kind, with `?clone=ID`. */
export interface Cloning<D> {
  /** What the copy takes over where the request says nothing. */
  readonly takesOver: (source: D) => object;
  /** The copy, which says what it was made from. */
  readonly marked: (copy: D, source: D) => D;
  /** Copies what goes with the source. */
  readonly parts: (context: RouteContext, source: D, copy: D) => void;
}

/** The body of a request that clones: what it says itself goes before what the source has; blank and null say nothing. [client] */
export function clonedBody(takenOver: object, body: unknown): object {
  const own = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const known = new Map(Object.keys(takenOver).map((name) => [name.toLowerCase(), name]));
  const said = own.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return {
    ...takenOver,
    ...Object.fromEntries(said.map(([name, value]) => [known.get(name.toLowerCase()) ?? name, value])),
  };
}

/** A value in which ids are replaced by others, wherever they stand. */
export function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  // Only texts change, into other texts: the shape stays.
  return replaced(value, ids) as T;
}

function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, ids));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [ids.get(key) ?? key, replaced(inner, ids)]));
}
