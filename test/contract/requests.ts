import type { Cast } from './cast.ts';
import { must } from './contract-world.ts';
import { type Operation, operations, resolved } from './document.ts';
import { type Recipe, recipes } from './recipes.ts';
import { sampleOf } from './sample.ts';

export interface Request {
  readonly path: string;
  readonly body?: unknown;
  /** The status that is wanted, where it is not a success. */
  readonly refused?: number;
}

/**
 * A request that an operation should grant. Ids are of documents that exist. What replaces a document is that document as it is
 * read; what deletes one deletes one that was made for it; what creates one sends the least that the schema asks for.
 */
export async function requestFor(operation: Operation, cast: Cast): Promise<Request> {
  const recipe = await recipes[operation.id]?.(cast);
  const made = recipe === undefined ? await forDeletion(operation, cast) : undefined;
  const path = pathOf(operation, cast, { ...recipe, path: { ...made, ...recipe?.path } });
  const refused = recipe?.refused === undefined ? {} : { refused: recipe.refused };
  if (operation.body === undefined) return { path, ...refused };
  return { path, ...refused, body: await bodyOf(operation, cast, path, recipe) };
}

/** The id of a new document, where an operation deletes one and its collection can be added to. */
async function forDeletion(operation: Operation, cast: Cast): Promise<Recipe['path']> {
  const parameter = /\/\{([^}]*)\}$/.exec(operation.path);
  if (operation.method !== 'DELETE' || parameter === null) return undefined;
  const collection = operation.path.slice(0, parameter.index);
  const create = operations.find(({ method, path }) => method === 'POST' && path === collection);
  if (create === undefined) return undefined;
  const { path, body } = await requestFor(create, cast);
  const { Id } = await must(cast.ask, 'POST', path, body);
  return { [parameter[1] ?? '']: Id };
}

function pathOf(operation: Operation, cast: Cast, recipe: Recipe): string {
  const path = operation.path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => {
    const given = recipe.path?.[name];
    return encodeURIComponent(String(given ?? playerOf(operation, cast, name)));
  });
  const required = operation.parameters.filter(({ in: place, required }) => place === 'query' && required);
  const sampled = Object.fromEntries(required.map(({ name, schema }) => [name, String(sampleOf(schema, cast, name))]));
  const query = new URLSearchParams({ ...sampled, ...recipe.query });
  return query.size > 0 ? `${path}?${query}` : path;
}

function playerOf(operation: Operation, cast: Cast, name: string): unknown {
  const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
  const kind = parameter && resolved(parameter.schema)['x-id-of'];
  if (kind === undefined) throw new Error(`${operation.id} needs a recipe for {${name}}`);
  return cast.idOf(kind);
}

async function bodyOf(operation: Operation, cast: Cast, path: string, recipe: Recipe | undefined): Promise<unknown> {
  const given = recipe?.body;
  const readable = operations.some(({ method, path: other }) => method === 'GET' && other === operation.path);
  if (operation.method === 'PUT' && readable) {
    return { ...(await must(cast.ask, 'GET', path.split('?')[0] ?? path)), ...Object(given) };
  }

  const least = sampleOf(operation.body ?? {}, cast);
  return Array.isArray(least) ? (given ?? least) : { ...Object(least), ...Object(given) };
}
