import type { Collection, Documents } from './documents.ts';
import type { Store } from './store.ts';

/** One collection of a store. */
export interface Shelf<D> {
  get(id: string): D | undefined;
  all(): readonly D[];
  put(document: D): void;
  remove(id: string): void;
  nextId(): string;
}

/** Picks a collection, for code that works on any. */
export function shelf<C extends Collection>(collection: C): (store: Store) => Shelf<Documents[C]> {
  return (store) => ({
    get: (id) => store.get(collection, id),
    all: () => store.all(collection),
    put: (document) => store.put(collection, document),
    remove: (id) => store.remove(collection, id),
    nextId: () => store.nextId(collection),
  });
}
