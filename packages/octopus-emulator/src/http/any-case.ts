import type { z } from 'zod';

/** The parts of a schema that names are looked up in; which of them are there depends on its type. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

/**
 * A value with the names of its properties written as a schema writes them: clients send them in any case, at every depth.
 * [client] Keys of maps stay as they are, and so does what the schema does not name. An exact name wins over another case.
 */
export function namedAsIn(schema: z.ZodType, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'object':
      return isMap(value) ? renamed(definition.shape ?? {}, value) : value;
    case 'record':
      return isMap(value) ? mapped(value, definition.valueType) : value;
    case 'array':
      return Array.isArray(value) ? value.map((item) => within(definition.element, item)) : value;
    case 'tuple':
      return Array.isArray(value) ? value.map((item, index) => within(definition.items?.[index], item)) : value;
    case 'union':
      return inUnion(definition.options ?? [], value);
    case 'intersection':
      return within(definition.right, within(definition.left, value));
    case 'lazy':
      return within(definition.getter?.(), value);
    default:
      return within(definition.innerType ?? definition.in, value);
  }
}

function definitionOf(schema: z.ZodType): Definition {
  // Every schema of the library carries such a definition; its types are not exported as one union that names all parts.
  return schema.def as unknown as Definition;
}

function within(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema === undefined ? value : namedAsIn(schema, value);
}

function isMap(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value);
}

function mapped(map: Readonly<Record<string, unknown>>, inner: z.ZodType | undefined): object {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, within(inner, value)]));
}

function renamed(shape: Readonly<Record<string, z.ZodType>>, value: Readonly<Record<string, unknown>>): object {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  // As entries: a property that is called like one of every object's, `constructor` or `__proto__`, is a property like others.
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const name = Object.hasOwn(shape, key) ? key : (names.get(key.toLowerCase()) ?? key);
      if (name !== key && Object.hasOwn(value, name)) return [];
      return [[name, within(Object.hasOwn(shape, name) ? shape[name] : undefined, inner)]];
    }),
  );
}

/** The first alternative that takes the value decides; where none does, it stays as it is, for the message about it. */
function inUnion(options: readonly z.ZodType[], value: unknown): unknown {
  for (const option of options) {
    const candidate = namedAsIn(option, value);
    if (option.safeParse(candidate).success) return candidate;
  }
  return value;
}
