import type { Found } from '../store/rows.ts';
import type { Reply, RouteContext } from './api.ts';
import { ok } from './api.ts';
import { sameName } from './names.ts';
import { pageOf } from './paging.ts';
import type { Query } from './query.ts';

interface Named {
  readonly Id: string;
  readonly Name?: string;
}

/** Keeps what the usual filters `ids`, `name` and `partialName` ask for. */
export function filtered<D extends Named>(documents: readonly D[], query: Query): readonly D[] {
  const ids = query.list('ids');
  const name = query.text('name');
  const partial = query.text('partialName')?.toLowerCase();
  if (ids.length === 0 && name === undefined && partial === undefined) return documents;
  const wanted = new Set(ids);
  return documents.filter(
    (document) =>
      (ids.length === 0 || wanted.has(document.Id)) &&
      (name === undefined || sameName(document.Name ?? '', name)) &&
      (partial === undefined || (document.Name ?? '').toLowerCase().includes(partial)),
  );
}

// Made once: comparing texts by locale is slow otherwise.
const collator = new Intl.Collator('en', { sensitivity: 'base' });

/** Names ascending, as configuration is listed. [docs] */
export function byName(a: Named, b: Named): number {
  return collator.compare(a.Name ?? '', b.Name ?? '');
}

/** One page of what was found. */
export function pageReply<D, T>(
  context: Pick<RouteContext<unknown>, 'path' | 'search' | 'query'>,
  options: { itemType: string; found: Found<D>; show: (document: D) => T },
): Reply {
  const { path, search, query } = context;
  return ok(pageOf(options.found, { itemType: options.itemType, path, search, query, show: options.show }));
}
