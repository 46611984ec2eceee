import type { Identified } from './identified.ts';

interface Shelf {
  readonly byId: Map<string, Identified>;
  list: readonly Identified[] | undefined;
}

/** Collections that stay small: held in memory as a whole, in order of insertion. */
export interface Settings {
  get(collection: string, id: string): Identified | undefined;
  /** The same array until the collection changes. */
  all(collection: string): readonly Identified[];
  put(collection: string, document: Identified): void;
  /** False when there was no such document. */
  remove(collection: string, id: string): boolean;
  /** Every collection that was ever used. */
  contents(): Readonly<Record<string, readonly Identified[]>>;
}

export function createSettings(): Settings {
  const shelves = new Map<string, Shelf>();

  function shelf(collection: string): Shelf {
    const found = shelves.get(collection);
    if (found !== undefined) return found;
    const made: Shelf = { byId: new Map(), list: undefined };
    shelves.set(collection, made);
    return made;
  }

  function all(collection: string): readonly Identified[] {
    const target = shelf(collection);
    target.list ??= [...target.byId.values()];
    return target.list;
  }

  return {
    get: (collection, id) => shelves.get(collection)?.byId.get(id),
    all,
    put(collection, document) {
      const target = shelf(collection);
      target.byId.set(document.Id, document);
      target.list = undefined;
    },
    remove(collection, id) {
      const target = shelves.get(collection);
      if (target === undefined || !target.byId.delete(id)) return false;
      target.list = undefined;
      return true;
    },
    contents: () => Object.fromEntries([...shelves.keys()].map((name) => [name, all(name)])),
  };
}
