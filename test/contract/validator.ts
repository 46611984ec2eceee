import Ajv from 'ajv/dist/2020.js';
import { components, type Schema } from './document.ts';

/** What is wrong with a value, a line each; properties that the schema does not know are wrong too. */
export type Check = (value: unknown) => string[];

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Makes checks of answers against schemas of the document. */
export function createValidator(): (schema: Schema) => Check {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { 'date-time': dateTime } });
  const extended = extendedNames(components);
  const schemas = Object.fromEntries(
    Object.entries(components.schemas ?? {}).map(([name, schema]) => [
      name,
      extended.has(name) ? openOf(schema) : closed(schema),
    ]),
  );
  ajv.addSchema({ $id: 'document', components: { schemas } });
  return (schema) => {
    // References are to the document, whose schemas are closed already.
    const validate = ajv.compile(rewritten(closed(schema)) as object);
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath || '/'}: ${message} ${JSON.stringify(params)}`,
      );
    };
  };
}

/** Names of schemas that others extend by `allOf`: what they do not know may be known to the other part. */
function extendedNames(value: unknown): Set<string> {
  const names = new Set<string>();
  walk(value, (node) => {
    for (const part of Array.isArray(node.allOf) ? node.allOf : []) {
      const { $ref }: Schema = Object(part);
      if ($ref !== undefined) names.add($ref.split('/').at(-1) ?? '');
    }
  });
  // A schema that is one of several is extended with them.
  for (const name of names) {
    const { oneOf = [], anyOf = [] } = Object(Object(Object(value).schemas)[name]);
    for (const { $ref } of [...oneOf, ...anyOf]) if ($ref !== undefined) names.add($ref.split('/').at(-1) ?? '');
  }
  return names;
}

/** A schema that refuses what it does not know, at every depth. */
function closed(schema: unknown): unknown {
  const node = openOf(schema);
  if (!isNode(node)) return node;
  const describes = node.properties !== undefined || node.allOf !== undefined;
  return describes && node.additionalProperties === undefined ? { ...node, unevaluatedProperties: false } : node;
}

/** The same for what is inside a schema only. */
function openOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isNode(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'allOf' && Array.isArray(value)) return [key, value.map(openOf)];
      if (key === 'properties' && isNode(value)) {
        return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closed(inner)]))];
      }
      return [key, ['oneOf', 'anyOf', 'items', 'additionalProperties'].includes(key) ? closed(value) : value];
    }),
  );
}

function rewritten(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rewritten);
  if (!isNode(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === '$ref' ? `document${String(value)}` : rewritten(value)]),
  );
}

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isNode(value)) {
    visit(value);
    for (const inner of Object.values(value)) walk(inner, visit);
  }
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
