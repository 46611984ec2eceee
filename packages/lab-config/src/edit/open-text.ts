import { type Node, parseDocument } from 'yaml';
import { type Entry, entryNamed, type Mapping, mappingOf } from './block-map.ts';

/** A parsed text of a lab, at one of its spaces. */
export interface OpenText {
  readonly text: string;
  readonly root: Node;
  /** The mapping of the space. */
  readonly space: Mapping;
  /** The space's `tenants`, where it has them as a mapping of its own. */
  readonly tenants: { readonly entry: Entry; readonly map: Mapping } | undefined;
  /** Whether it has `tenants` in a form that cannot be written to: an alias, or a merge. */
  readonly isElsewhere: boolean;
}

/** Opens the text of a lab that loads; undefined when the space is not written out at its place. */
export function openText(text: string, spaceName: string): OpenText | undefined {
  const root = parseDocument(text).contents as Node | null; // what a parser makes are nodes
  const spaces = mappingOf(root) && mappingOf(entryNamed(mappingOf(root) as Mapping, 'spaces')?.value);
  const space = spaces && mappingOf(entryNamed(spaces, spaceName)?.value);
  if (root === null || space === undefined) return undefined;
  const entry = entryNamed(space, 'tenants');
  const map = mappingOf(entry?.value);
  const isMerged = space.items.some(({ key }) => String(key) === '<<');
  return {
    text,
    root,
    space,
    tenants: entry && map && { entry, map },
    isElsewhere: map === undefined && (entry !== undefined || isMerged),
  };
}
