import type { Cast } from '../../contract/cast.ts';
import { components, operations, resolved, type Schema } from '../../contract/document.ts';

const most = 4;

/** By kind: some ids that exist, those first that belong together. */
export function idsOf(cast: Cast): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...kinds()].flatMap((kind) => {
      const found = new Set([...leadOf(cast, kind), ...cast.allOf(kind).map(({ Id }) => String(Id))]);
      return found.size > 0 ? [[kind, [...found].slice(0, most)] as const] : [];
    }),
  );
}

function leadOf(cast: Cast, kind: string): readonly string[] {
  try {
    return [cast.idOf(kind)];
  } catch {
    return [];
  }
}

/** All kinds of ids that the document knows. */
function kinds(): ReadonlySet<string> {
  const schemas = [
    ...Object.values(components.schemas ?? {}),
    ...operations.flatMap(({ parameters }) => parameters.map(({ schema }) => resolved(schema))),
  ];
  // Values of components.schemas are schemas.
  return new Set((schemas as Schema[]).flatMap((schema) => schema['x-id-of'] ?? []));
}
