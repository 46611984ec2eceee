import type { Documents } from '../store/documents.ts';
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
