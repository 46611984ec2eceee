import type { OpenApiDocument } from './merge-areas.ts';

const problem = { $ref: '#/components/responses/Problem' };
const methods = ['get', 'put', 'post', 'delete'];

interface Operation {
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly unknown[];
  readonly responses?: Readonly<Record<string, unknown>>;
}

/**
 * The document with the refusals that follow from what an operation is: 400 where it takes something in or changes something, 401 where it wants a key,
 * 403 where its description names a permission, 404 where its path names a document. They are
 * answered as its default is. What an operation says itself is kept.
 */
export function addRefusals(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, withRefusals(path, Object(item))]),
  );
  return { ...document, paths };
}

function withRefusals(path: string, item: Record<string, Operation>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      if (!methods.includes(key)) return [key, value];
      const refused = value.responses?.default ?? problem;
      const refusals = Object.fromEntries(refusalsOf(key, path, value).map((status) => [status, refused]));
      return [key, { ...value, responses: { ...refusals, ...value.responses } }];
    }),
  );
}

function refusalsOf(method: string, path: string, operation: Operation): string[] {
  const mayBeWrong = method !== 'get' || (operation.parameters ?? []).length > 0;
  return [
    ...(mayBeWrong ? ['400'] : []),
    ...(operation.security?.length === 0 ? [] : ['401']),
    ...(/\bNeeds [A-Z]/.test(operation.description ?? '') ? ['403'] : []),
    ...(path.includes('{') ? ['404'] : []),
  ];
}
