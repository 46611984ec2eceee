import type { Cast } from './cast.ts';
import { resolved, type Schema } from './document.ts';

/** The least that a schema asks for: what is required, ids of documents that exist, the first value of an enum. */
export function sampleOf(schema: Schema, cast: Cast, name = 'Contract'): unknown {
  const known = resolved(schema);
  const kind = known['x-id-of'];
  if (kind !== undefined) return cast.idOf(kind);
  if (known.enum) return known.enum[0];
  const [choice] = known.oneOf ?? known.anyOf ?? [];
  if (choice) return sampleOf(choice, cast, name);
  if (known.allOf) return Object.assign({}, ...known.allOf.map((part) => sampleOf(part, cast, name)));
  const [type] = [known.type ?? 'object'].flat();
  if (type === 'string') return known.format === 'date-time' ? '2026-11-27T18:00:00.000Z' : name;
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  const entries = (known.required ?? []).map((property) => {
    const inner = known.properties?.[property] ?? {};
    return [property, sampleOf(inner, cast, `${name} ${property}`.slice(0, 40))];
  });
  return Object.fromEntries(entries);
}
