import type { OctopusApi } from '../api/api.ts';
import { type ItemOf, type PagedPath, type PagesInit, readPages } from '../paging/pages.ts';
import { createDirectory, type Directory, type Named } from './directory.ts';

/** The directory of a paged collection. */
export function pagedDirectory<Path extends PagedPath>(options: {
  readonly api: OctopusApi;
  readonly kind: string;
  readonly within: string;
  readonly path: Path;
  readonly init: PagesInit<Path>;
}): Directory<ItemOf<Path>> {
  const { api, kind, within, path, init } = options;
  return createDirectory({ kind, within, operation: `GET ${path}`, read });

  async function read(): Promise<(ItemOf<Path> & Named)[]> {
    const items: (ItemOf<Path> & Named)[] = [];
    // The compiler does not see through an open type parameter that what a page holds has an id and a name.
    for await (const item of readPages(api, path, init)) items.push(item as ItemOf<Path> & Named);
    return items;
  }
}
