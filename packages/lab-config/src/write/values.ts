import type { SecretEntry, ValueEntry } from '../file/values.ts';
import { isSecretReference, type SecretReference, type Value } from '../model/values.ts';

/** A value as it is written: numbers and truth values without quotes. */
export function valueEntry(value: Value): ValueEntry {
  if (isSecretReference(value)) return referenceEntry(value);
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) && String(Number(value)) === value ? Number(value) : value;
}

/** A reference to a secret as it is written. */
export function referenceEntry({ optional, ...where }: SecretReference): SecretEntry {
  return { ...where, ...(optional ? { optional } : {}) };
}

/** The entry without fields that say nothing: absent ones, blank texts, `false`, empty lists and tables. */
export function said<Entry extends object>(entry: Entry): Entry {
  const kept = Object.entries(entry).filter(([, value]) => !saysNothing(value));
  // Only optional fields can be left out: whoever calls writes the others with something in them.
  return Object.fromEntries(kept) as Entry;
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === '' || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Entries by name, in the order of the list. */
export function byName<Thing extends { readonly name: string }, Entry>(
  things: readonly Thing[],
  entryOf: (thing: Thing) => Entry,
): Record<string, Entry> {
  return Object.fromEntries(things.map((thing) => [thing.name, entryOf(thing)]));
}

/** Whether two things of the model are the same, whatever the order of their fields. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** One text for all ways to write the same thing. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** Things that have the same key, in the order of their first. */
export function groupedBy<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
): ReadonlyMap<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
