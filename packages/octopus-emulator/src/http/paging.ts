import type { Found } from '../store/rows.ts';
import { composition } from './json-text.ts';
import type { Query } from './query.ts';

/** A page of a collection, in the server's form. */
export interface Page<T> {
  ItemType: string;
  IsStale: boolean;
  TotalResults: number;
  ItemsPerPage: number;
  NumberOfPages: number;
  LastPageNumber: number;
  Items: T[];
  Links: Record<string, string>;
}

export interface PageOptions<D, T> {
  readonly itemType: string;
  /** Path of the collection, as in the request. */
  readonly path: string;
  /** The request's own query string, repeated in the links. */
  readonly search: string;
  readonly query: Query;
  /** How one document is shown; only those of the page are. */
  readonly show: (document: D) => T;
}

const defaultTake = 30;

/** Cuts one page out of what was found: `skip` 0 and `take` 30 unless asked otherwise. [docs] */
export function pageOf<D, T>(found: Found<D>, options: PageOptions<D, T>): Page<T> {
  const skip = options.query.count('skip') ?? 0;
  const take = options.query.count('take') ?? defaultTake;
  const pages = take === 0 ? 1 : Math.max(1, Math.ceil(found.length / take));
  return composition({
    ItemType: options.itemType,
    IsStale: false,
    TotalResults: found.length,
    ItemsPerPage: take,
    NumberOfPages: pages,
    LastPageNumber: pages - 1,
    Items: found.slice(skip, skip + take).map(options.show),
    Links: pageLinks({ ...options, skip, take, total: found.length, pages }),
  });
}

function pageLinks(page: {
  path: string;
  search: string;
  skip: number;
  take: number;
  total: number;
  pages: number;
}): Record<string, string> {
  const { path, skip, take } = page;
  function at(newSkip: number): string {
    const parameters = new URLSearchParams(page.search);
    for (const name of ['skip', 'take', 'apikey']) parameters.delete(name);
    parameters.set('skip', String(newSkip));
    parameters.set('take', String(take));
    return `${path}?${parameters}`;
  }
  const links: Record<string, string> = {
    Self: at(skip),
    Template: `${path}{?skip,take}`,
    'Page.All': `${path}?skip=0&take=2147483647`,
    'Page.Current': at(skip),
    'Page.Last': at((page.pages - 1) * take),
  };
  if (take > 0 && skip + take < page.total) links['Page.Next'] = at(skip + take);
  if (skip > 0) links['Page.Previous'] = at(Math.max(0, skip - take));
  return links;
}
