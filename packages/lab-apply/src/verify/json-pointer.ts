/** The keys of a JSON pointer. */
function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a JSON pointer points at; undefined where there is nothing. */
export function pointAt(document: object, pointer: string): unknown {
  let at: unknown = document;
  for (const key of keysOf(pointer)) {
    if (typeof at !== 'object' || at === null || !(key in at)) return undefined;
    // Any document has only keys and places in lists.
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** A copy of a document in which what a pointer points at is another value of the same type. */
export function withOther(document: object, pointer: string): object {
  const copy = structuredClone(document);
  const keys = keysOf(pointer);
  const last = keys.at(-1);
  const parent = keys.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  if (last === undefined || typeof parent !== 'object' || parent === null) return copy;
  const owner = parent as Record<string, unknown>;
  owner[last] = anotherThan(owner[last]);
  return copy;
}

function anotherThan(value: unknown): unknown {
  if (typeof value === 'string') return `${value}\u0000`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length === 0 ? ['\u0000'] : [];
  return value === null ? '\u0000' : null;
}
