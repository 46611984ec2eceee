import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A schema of the document, as far as requests are made from it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly 'x-id-of'?: string;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly needsKey: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Raw {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const file = fileURLToPath(new URL('../../packages/octopus-client/openapi/octopus.yaml', import.meta.url));
/** The document as it is written. Cast: it is our own, and `pnpm check` keeps its form. */
export const rawDocument = parse(readFileSync(file, 'utf8')) as {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, Raw>> & { readonly parameters?: readonly Parameter[] }>
  >;
  readonly components: Components;
};

export const components = rawDocument.components;

/** All operations of the document, in its order. */
export const operations: readonly Operation[] = Object.entries(rawDocument.paths).flatMap(([path, item]) =>
  (['GET', 'PUT', 'POST', 'DELETE'] as const).flatMap((method) => {
    const raw: Raw | undefined = item[method.toLowerCase()];
    return raw ? [readOperation(method, path, raw, item.parameters ?? [])] : [];
  }),
);

function readOperation(method: Operation['method'], path: string, raw: Raw, shared: readonly Parameter[]): Operation {
  return {
    id: raw.operationId,
    method,
    path,
    needsKey: raw.security?.length !== 0,
    parameters: [...shared, ...(raw.parameters ?? [])].map((parameter) => resolved(parameter)),
    body: raw.requestBody?.content['application/json']?.schema,
    responses: Object.fromEntries(
      Object.entries(raw.responses).map(([status, response]) => [status, resolved(response)]),
    ),
  };
}

/** What a reference stands for; the value itself where it is none. */
export function resolved<T extends { readonly $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const [kind = '', name = ''] = value.$ref.split('/').slice(2);
  // The lint of the document finds references to nothing, and to something of another kind.
  return resolved((components[kind]?.[name] ?? {}) as T);
}
