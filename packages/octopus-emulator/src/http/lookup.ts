import type { Collection, Documents } from '../store/documents.ts';
import { orderOfId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { sameName } from './names.ts';
import { notFound } from './problem.ts';

type SpaceCollection = {
  [C in keyof Documents]: Documents[C] extends { readonly SpaceId: string } ? C : never;
}[keyof Documents];

/** The document of that id in the space, or the 404 that names it. */
export function requireInSpace<C extends SpaceCollection>(
  world: World,
  options: { collection: C; kind: string; spaceId: string; id: string },
): Documents[C] {
  const found = world.store.get(options.collection, options.id);
  if (found === undefined || found.SpaceId !== options.spaceId) throw notFound(options.kind, options.id);
  return found;
}

/** The documents of these ids, newest first; ids of nothing are passed over. */
export function documentsOf<C extends Collection>(
  store: Store,
  collection: C,
  ids: readonly string[],
): readonly Documents[C][] {
  return [...new Set(ids)]
    .flatMap((id) => store.get(collection, id) ?? [])
    .sort((a, b) => orderOfId(b.Id) - orderOfId(a.Id));
}

/** The document whose name, slug or id is meant, as execution commands take them. [client] */
export function byNameOrId<D extends { readonly Id: string; readonly Name: string; readonly Slug?: string }>(
  documents: readonly D[],
  text: string,
): D | undefined {
  return (
    documents.find(({ Name }) => sameName(Name, text)) ??
    documents.find(({ Id, Slug }) => sameName(Id, text) || (Slug !== undefined && sameName(Slug, text)))
  );
}
