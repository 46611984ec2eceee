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

type LooseGet = (path: string, init: object) => Promise<{ data: Page & { Items: { Id?: string }[] } }>;

/** How many items are asked for at once. */
const defaultTake = 100;

/**
 * Walks a whole collection, one request for each page. An item that slides onto the next page because another one was
 * added meanwhile is yielded once only.
 */
export async function* readPages<Path extends PagedPath>(
  api: OctopusApi,
  path: Path,
  init: PagesInit<Path>,
): AsyncGenerator<ItemOf<Path>, void, undefined> {
  // Which path it is does not matter to the walk: a page is a page.
  const get = api.GET as unknown as LooseGet;
  const { params, signal } = init as LooseInit;
  const seen = new Set<string>();
  let skip = params?.query?.skip ?? 0;
  const take = params?.query?.take ?? defaultTake;
  for (;;) {
    const query = { ...params?.query, skip, take };
    const { data } = await get(path, { params: { ...params, query }, ...(signal ? { signal } : {}) });
    for (const item of data.Items) {
      if (item.Id !== undefined && seen.has(item.Id)) continue;
      if (item.Id !== undefined) seen.add(item.Id);
      yield item as ItemOf<Path>;
    }
    skip += data.Items.length;
    if (data.Items.length === 0) return;
    if (data.Links['Page.Next'] === undefined && skip >= data.TotalResults) return;
  }
}
