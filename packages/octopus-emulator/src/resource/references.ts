import type { Collection } from '../store/documents.ts';
import type { Store } from '../store/store.ts';

/** One sentence for each id that names no document of the space. */
export function unknownIds(
  store: Store,
  options: { collection: Collection; kind: string; spaceId: string; ids: readonly (string | null | undefined)[] },
): readonly string[] {
  return options.ids
    .filter((id): id is string => typeof id === 'string' && id !== '')
    .filter((id) => !isIn(store, options.collection, id, options.spaceId))
    .map((id) => `The ${options.kind} '${id}' does not exist in this space.`);
}

function isIn(store: Store, collection: Collection, id: string, spaceId: string): boolean {
  const found = store.get(collection, id);
  if (found === undefined) return false;
  return !('SpaceId' in found) || found.SpaceId === null || found.SpaceId === spaceId;
}

/** Phrases for documents that use another: `the project 'web'`. */
export function usedBy<D extends { readonly Name: string }>(
  kind: string,
  documents: readonly D[],
  uses: (document: D) => boolean,
): readonly string[] {
  return documents.filter(uses).map((document) => `the ${kind} '${document.Name}'`);
}
