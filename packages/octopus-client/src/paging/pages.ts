import type { OctopusApi } from '../api/api.ts';
import type { CallInit } from '../api/call-types.ts';
import type { components, paths } from '../generated/octopus.ts';

type Page = components['schemas']['Page'];

/** Paths whose GET answers a page. */
export type PagedPath = {
  [Path in keyof paths]: paths[Path] extends {
    get: { responses: { 200: { content: { 'application/json': Page & { Items: unknown[] } } } } };
  }
    ? Path
    : never;
}[keyof paths];

/** What a paged collection is made of. */
export type ItemOf<Path extends PagedPath> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { Items: (infer Item)[] } } } } };
}
  ? Item
  : never;

/** What may be said about a paged collection: its path and query parameters, and a signal. */
export type PagesInit<Path extends PagedPath> = Pick<CallInit<Path, 'get'>, 'params'> & {
  readonly signal?: AbortSignal;
};

interface LooseInit {
  readonly params?: { readonly path?: object; readonly query?: { readonly skip?: number; readonly take?: number } };
  readonly signal?: AbortSignal;
}

type LoosePage = Page & { Items: { Id?: string }[] };
type LooseGet = (path: string, init: object) => Promise<{ data: LoosePage }>;

/** How many items are asked for at once. */
const defaultTake = 100;

/** One page, as a walk asks for it. */
export function readPage<Path extends PagedPath>(
  api: OctopusApi,
  path: Path,
  init: PagesInit<Path>,
  at: { readonly skip: number; readonly take: number },
): Promise<LoosePage> {
  // Which path it is does not matter to the walk: a page is a page.
  const get = api.GET as unknown as LooseGet;
  const { params, signal } = init as LooseInit;
  const query = { ...params?.query, ...at };
  return get(path, { params: { ...params, query }, ...(signal ? { signal } : {}) }).then(({ data }) => data);
}

/** Where a walk begins, and how many items it asks for at once. */
export function startOf(init: object, limit = Number.POSITIVE_INFINITY): { skip: number; take: number } {
  const { query } = (init as LooseInit).params ?? {};
  return { skip: query?.skip ?? 0, take: Math.min(query?.take ?? defaultTake, Math.max(1, limit)) };
}

/**
 * Walks a whole collection, one request for each page. An item that slides onto the next page because another one was
 * added meanwhile is yielded once only.
 */
export async function* readPages<Path extends PagedPath>(
  api: OctopusApi,
  path: Path,
  init: PagesInit<Path>,
  more: { readonly limit?: number | undefined; readonly firstPage?: Promise<LoosePage> | undefined } = {},
): AsyncGenerator<ItemOf<Path>, void, undefined> {
  const { limit = Number.POSITIVE_INFINITY } = more;
  const seen = new Set<string>();
  let { skip, take } = startOf(init, limit);
  let yielded = 0;
  for (let page = more.firstPage; yielded < limit; page = undefined) {
    const data = await (page ?? readPage(api, path, init, { skip, take }));
    for (const item of data.Items) {
      if (item.Id !== undefined && seen.has(item.Id)) continue;
      if (item.Id !== undefined) seen.add(item.Id);
      // The page's items are what its path says.
      yield item as ItemOf<Path>;
      yielded += 1;
      if (yielded >= limit) return;
    }
    skip += data.Items.length;
    if (data.Items.length === 0) return;
    if (data.Links['Page.Next'] === undefined && skip >= data.TotalResults) return;
  }
}
