/** An OpenAPI 3.1 document, as far as it is repaired. Servers write many things besides, which are left as they are. */
export interface ApiDocument {
  readonly openapi: string;
  readonly servers?: readonly { readonly url?: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface PathItem {
  readonly parameters?: readonly Parameter[];
  readonly [method: string]: unknown;
}

export interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** One defect that was found and mended, as a sentence without its end. */
export interface Repaired {
  readonly document: ApiDocument;
  readonly mended: number;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** Whether a member of a path is an operation. */
export function isMethod(key: string): boolean {
  return methods.includes(key);
}

/** The document with each operation changed. */
export function mapOperations(
  document: ApiDocument,
  change: (operation: Operation, at: { readonly method: string; readonly path: string }) => Operation,
): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const members = Object.entries(item).map(([key, value]) =>
      isMethod(key) ? [key, change(Object(value), { method: key, path })] : [key, value],
    );
    return [path, Object.fromEntries(members)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Names of the parameters in a path, in order. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
}
