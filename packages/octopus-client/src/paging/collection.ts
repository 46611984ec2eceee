import type { OctopusApi } from '../api/api.ts';
import { type ItemOf, type PagedPath, type PagesInit, readPage, readPages, startOf } from './pages.ts';

/** A collection of the server. Nothing is asked before it is walked, and no page beyond the one where the reader stops. */
export interface Collection<Item> extends AsyncIterable<Item> {
  /** How many items there are that fit the filters, also those that are skipped. The page read for it begins the next walk. */
  total(): Promise<number>;
  /** The first item, if there is one. */
  first(): Promise<Item | undefined>;
  /** All items, or as many as the limit allows. */
  toArray(): Promise<Item[]>;
}

/** Filters, `skip`, and `take`, which is the size of a page; `limit` is the most items that are yielded. */
export type CollectionInit<Path extends PagedPath> = PagesInit<Path> & { readonly limit?: number };

/** A collection by its path. Each walk reads anew; throws what the requests throw. */
export function openCollection<Path extends PagedPath>(
  api: OctopusApi,
  path: Path,
  init: CollectionInit<Path>,
): Collection<ItemOf<Path>> {
  const { limit } = init;
  let firstPage: ReturnType<typeof readPage> | undefined;

  function walk(most = limit): AsyncGenerator<ItemOf<Path>, void, undefined> {
    const begun = firstPage;
    firstPage = undefined;
    return readPages(api, path, init, { limit: most, firstPage: begun });
  }

  return {
    [Symbol.asyncIterator]: () => walk(),
    async total() {
      firstPage ??= readPage(api, path, init, startOf(init, limit));
      try {
        return (await firstPage).TotalResults;
      } catch (error) {
        firstPage = undefined;
        throw error;
      }
    },
    async first() {
      for await (const item of walk(1)) return item;
      return undefined;
    },
    async toArray() {
      const items: ItemOf<Path>[] = [];
      for await (const item of walk()) items.push(item);
      return items;
    },
  };
}
