import { base64Filters } from './base64.ts';
import { dateFilters } from './date.ts';
import { escapeFilters } from './escape.ts';
import type { Filter } from './filter.ts';
import { formatFilters } from './format.ts';
import { hashFilters } from './hash.ts';
import { markdownFilters } from './markdown.ts';
import { regexFilters } from './regex.ts';
import { textFilters } from './text.ts';
import { uriFilters } from './uri.ts';
import { versionFilters } from './version.ts';

const filters: ReadonlyMap<string, Filter> = new Map(
  Object.entries({
    ...textFilters,
    ...regexFilters,
    ...escapeFilters,
    ...base64Filters,
    ...hashFilters,
    ...markdownFilters,
    ...versionFilters,
    ...uriFilters,
    ...formatFilters,
    ...dateFilters,
  }).map(([name, filter]) => [name.toLowerCase(), filter]),
);

/** The filter of a name, whose case does not matter; undefined for one that is not known here. */
export function filterNamed(name: string): Filter | undefined {
  return filters.get(name.toLowerCase());
}
