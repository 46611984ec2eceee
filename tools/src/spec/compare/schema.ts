/** A schema of Swagger 2 or of OpenAPI 3, as far as it is compared. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** What a schema comes to once references are followed, `null` is left out and `allOf` is joined. */
export interface Shape {
  /** Name of the schema that was referred to, if any. */
  readonly name?: string;
  /** `any` where the schema admits everything; `a or b` for a choice. */
  readonly type: string;
  readonly enum?: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
  /** Of a joined schema: the names of the schemas that properties come from, where they have one. */
  readonly owners?: Readonly<Record<string, string>>;
  /** What a record holds, whatever the key. */
  readonly values?: Schema;
  readonly items?: Schema;
}

/** Reads a schema of a document. A reference to nothing throws. */
export function shapeOf(document: object, schema: Schema): Shape {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? schema.$ref;
    // A name further in is the name of a mere alias.
    return { ...shapeOf(document, follow(document, schema.$ref)), name };
  }
  const choices = (schema.oneOf ?? schema.anyOf ?? []).filter((choice) => choice.type !== 'null');
  const [only] = choices;
  if (choices.length === 1 && only) return shapeOf(document, only);
  if (choices.length > 1) return choiceOf(choices.map((choice) => shapeOf(document, choice)));
  if (schema.allOf) return joined(schema.allOf.map((part) => shapeOf(document, part)));
  const properties = schema.properties ?? {};
  const values = valuesOf(schema);
  return {
    type: typeOf(schema),
    properties,
    ...(schema.enum ? { enum: schema.enum.filter((value) => value !== null).map(String) } : {}),
    ...(values ? { values } : {}),
    ...(schema.items ? { items: schema.items } : {}),
  };
}

/** What a record holds; nothing when it may hold anything. */
function valuesOf({ additionalProperties: values }: Schema): Schema | undefined {
  return typeof values === 'object' && Object.keys(values).length > 0 ? values : undefined;
}

function typeOf(schema: Schema): string {
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const [type] = types;
  if (types.length > 1) return [...types].sort().join(' or ');
  // An object of which nothing is said is anything.
  const said = schema.properties !== undefined || valuesOf(schema) !== undefined;
  if (type === 'object' || type === undefined) return said ? 'object' : 'any';
  return type;
}

function choiceOf(choices: readonly Shape[]): Shape {
  const types = [...new Set(choices.map((choice) => choice.type))].sort();
  if (types.join() !== 'object') return { type: types.join(' or '), properties: {} };
  return { type: 'object', properties: unionOf(choices.map((choice) => choice.properties)) };
}

/** Objects to choose from: whatever one of them has may be there. */
function unionOf(choices: readonly Shape['properties'][]): Shape['properties'] {
  const union: Record<string, Schema> = {};
  for (const [name, schema] of choices.flatMap(Object.entries<Schema>)) {
    const known = union[name];
    union[name] = known?.enum && schema.enum ? { ...known, enum: [...known.enum, ...schema.enum] } : schema;
  }
  return union;
}

function joined(parts: readonly Shape[]): Shape {
  const [first] = parts;
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  const owners = parts.flatMap(({ name, properties: own }) => (name ? Object.keys(own).map((key) => [key, name]) : []));
  if (Object.keys(properties).length > 0) return { type: 'object', properties, owners: Object.fromEntries(owners) };
  return { ...first, type: first?.type ?? 'any', properties };
}

function follow(document: object, ref: string): Schema {
  const steps = ref.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((at, step) => Object(at)[decodeStep(step)], document);
  if (typeof found !== 'object' || found === null) throw new Error(`${ref} refers to nothing`);
  return found;
}

function decodeStep(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}
