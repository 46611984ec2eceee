import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const path = fileURLToPath(new URL('../../../octopus-client/openapi/octopus.yaml', import.meta.url));
// The document is our own; the specification's checks keep it well formed.
const { components } = parse(readFileSync(path, 'utf8')) as { components: { schemas: Record<string, Schema> } };

/** Where an answer is not what the API's description says: paths and what is wrong there. */
export function deviations(schemaName: string, value: unknown): readonly string[] {
  const schema = components.schemas[schemaName];
  if (schema === undefined) throw new Error(`the API's description has no schema ${schemaName}`);
  return check(schema, value, '');
}

function check(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return check(components.schemas[name] ?? {}, value, at);
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined && !choices.some((choice) => check(choice, value, at).length === 0)) {
    return [`${at}: ${JSON.stringify(value)} is none of the choices`];
  }
  const problems = (schema.allOf ?? []).flatMap((part) => check(part, value, at));
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [...problems, `${at}: ${JSON.stringify(value)} is not one of ${schema.enum.join(', ')}`];
  }
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isType(type, value))) {
    return [...problems, `${at}: ${JSON.stringify(value)} is not ${[schema.type].flat().join(' or ')}`];
  }
  return [...problems, ...checkParts(schema, value, at)];
}

function checkParts(schema: Schema, value: unknown, at: string): string[] {
  if (Array.isArray(value)) {
    return schema.items === undefined
      ? []
      : value.flatMap((item, index) => check(schema.items ?? {}, item, `${at}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}/${name}: missing`);
  const present = Object.entries(value).flatMap(([name, inner]) => {
    const { additionalProperties } = schema;
    const known =
      schema.properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    return known === undefined ? [] : check(known, inner, `${at}/${name}`);
  });
  return [...missing, ...present];
}

function isType(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
