import type { z } from 'zod';

type Schema = z.core.$ZodType;

/**
 * The keys that a schema knows at a path, for suggestions. Unions contribute every option that the value could still
 * be; a record with free keys contributes none.
 */
export function knownKeys(schema: Schema, path: readonly PropertyKey[], value: unknown): readonly string[] {
  let schemas = expand(schema, value);
  let inside = value;
  for (const step of path) {
    inside = childOf(inside, step);
    schemas = schemas.flatMap((candidate) => childrenOf(candidate, step)).flatMap((child) => expand(child, inside));
  }
  return [...new Set(schemas.flatMap(keysOf))];
}

/** The value one step down a path, or undefined. */
export function childOf(value: unknown, step: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return Reflect.get(value, step);
}

function definitionOf(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def; // every schema is one of zod's own kinds
}

/** The objects, records, arrays and values behind wrappers and unions. */
function expand(schema: Schema, value: unknown, seen = new Set<Schema>()): readonly Schema[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return expand(definition.innerType, value, seen);
    case 'lazy':
      return expand(definition.getter(), value, seen);
    case 'pipe': {
      const input = definitionOf(definition.in).type === 'transform' ? definition.out : definition.in;
      return expand(input, value, seen);
    }
    case 'union':
      return definition.options.flatMap((option) => expand(option, value, seen)).filter((one) => couldBe(one, value));
    case 'intersection':
      return [...expand(definition.left, value, seen), ...expand(definition.right, value, seen)];
    default:
      return [schema];
  }
}

/** False when a literal key of the option (a discriminator) is written otherwise. */
function couldBe(option: Schema, value: unknown): boolean {
  const definition = definitionOf(option);
  if (definition.type !== 'object') return true;
  return Object.entries(definition.shape).every(([key, part]) => {
    const literal = definitionOf(part);
    const written = childOf(value, key);
    return literal.type !== 'literal' || written === undefined || literal.values.some((one) => one === written);
  });
}

function childrenOf(schema: Schema, step: PropertyKey): readonly Schema[] {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'object': {
      const child = definition.shape[String(step)] ?? definition.catchall;
      return child ? [child] : [];
    }
    case 'record':
      return [definition.valueType];
    case 'array':
      return [definition.element];
    case 'tuple': {
      const child = definition.items[Number(step)] ?? definition.rest;
      return child ? [child] : [];
    }
    default:
      return [];
  }
}

function keysOf(schema: Schema): readonly string[] {
  const definition = definitionOf(schema);
  if (definition.type === 'object') return Object.keys(definition.shape);
  if (definition.type !== 'record') return [];
  const keys = definitionOf(definition.keyType);
  return keys.type === 'enum' ? Object.values(keys.entries).map(String) : [];
}
