import type { Schema } from './schema.ts';

/** A document of either kind, as far as its operations go. */
export interface ApiDocument {
  readonly swagger?: string;
  readonly basePath?: string;
  readonly paths: Readonly<Record<string, unknown>>;
}

/** One operation, with the schemas of what goes in and what comes out. */
export interface ApiOperation {
  /** As its document spells it, e.g. `GET /api/{spaceId}/projects/{id}`. */
  readonly title: string;
  /** The same for both documents: lower case, names of parameters left out. */
  readonly key: string;
  readonly request?: Schema;
  readonly response?: Schema;
}

interface RawOperation {
  readonly parameters?: readonly { readonly in?: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly schema?: Schema; readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** All operations of a document by key. Where two are spelled alike but for parameters, the one that says more is kept. */
export function operationsOf(document: ApiDocument): Map<string, ApiOperation> {
  const operations = new Map<string, ApiOperation>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'put', 'post', 'delete']) {
      const raw: RawOperation | undefined = Object(item)[method];
      if (raw === undefined) continue;
      const operation = readOperation(method, `${document.basePath ?? ''}${path}`, raw);
      if (saysMore(operation, operations.get(operation.key))) operations.set(operation.key, operation);
    }
  }
  return operations;
}

function readOperation(method: string, path: string, raw: RawOperation): ApiOperation {
  const spelled = path.replace('{baseSpaceId}', '{spaceId}').replace(/\/$/, '');
  const request =
    raw.parameters?.find((parameter) => parameter.in === 'body')?.schema ?? json(raw.requestBody?.content);
  const success = Object.entries(raw.responses ?? {}).filter(([status]) => status.startsWith('2'));
  const response = success.map(([, answer]) => answer.schema ?? json(answer.content)).find((schema) => schema);
  return {
    title: `${method.toUpperCase()} ${spelled}`,
    key: `${method} ${spelled.replaceAll(/\{[^}]*\}/g, '{}').toLowerCase()}`,
    ...(request ? { request } : {}),
    ...(response ? { response } : {}),
  };
}

function json(content: Content | undefined): Schema | undefined {
  return content?.['application/json']?.schema;
}

function saysMore(operation: ApiOperation, known: ApiOperation | undefined): boolean {
  if (known === undefined) return true;
  return weight(operation) > weight(known);
}

function weight(operation: ApiOperation): number {
  return Number(operation.request !== undefined) + Number(operation.response !== undefined);
}

/** The key of the same operation of a space, for one that has no space in its path. */
export function scopedKey(key: string): string {
  return key.replace(' /api/', ' /api/{}/');
}
