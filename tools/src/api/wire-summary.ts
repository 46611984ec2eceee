/** The parts of an OpenAPI document that are summarised. */
export interface WireDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters?: Readonly<Record<string, Parameter>>;
  };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** One line for each operation: `GET /api/x (skip?, take?) → Page`. Fields in brackets are of the query. */
export function operationLines({ paths, components }: WireDocument): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      // Both come from a document that was linted when it was made.
      const operation = item[method] as Operation | undefined;
      if (!operation) return [];
      const shared = (item.parameters ?? []) as readonly Parameter[];
      const query = [...shared, ...(operation.parameters ?? [])]
        .map(({ $ref, ...own }) => components.parameters?.[lastOf($ref)] ?? own)
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, required }) => `${name}${required ? '' : '?'}`);
      const body = contentOf(operation.requestBody);
      const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'));
      const parts = [
        `${method.toUpperCase()} ${path}`,
        ...(query.length > 0 ? [`(${query.join(', ')})`] : []),
        ...(body === undefined ? [] : [`← ${body}`]),
        `→ ${contentOf(answer?.[1]) ?? 'nothing'}`,
      ];
      return [parts.join(' ')];
    }),
  );
}

/** One paragraph for each schema: its name, and its fields with their types. */
export function schemaLines({ components }: WireDocument): string[] {
  return Object.entries(components.schemas).map(([name, schema]) => `${name} = ${typeOf(schema)}`);
}

function contentOf(content: Content | undefined): string | undefined {
  const [schema] = Object.values(content?.content ?? {}).map((each) => typeOf(each.schema ?? {}));
  return schema;
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return lastOf(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.map(typeOf).join(' | ');
  const own = ownTypeOf(schema);
  const all = [...(schema.allOf ?? []).map(typeOf), ...(own === 'unknown' && schema.allOf ? [] : [own])];
  return all.join(' & ');
}

function ownTypeOf(schema: Schema): string {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length === 0 && schema.properties) return objectType(schema);
  if (types.length === 0) return 'unknown';
  return types
    .map((type) => {
      if (type === 'array') return `${bracketed(typeOf(schema.items ?? {}))}[]`;
      return type === 'object' ? objectType(schema) : type;
    })
    .join(' | ');
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  const others = typeof additionalProperties === 'object' ? [`[name]: ${typeOf(additionalProperties)}`] : [];
  return fields.length + others.length === 0 ? 'object' : `{ ${[...fields, ...others].join('; ')} }`;
}

function bracketed(type: string): string {
  return / [|&] /.test(type) ? `(${type})` : type;
}

function lastOf(reference = ''): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
