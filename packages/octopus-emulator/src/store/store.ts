import type { Collection, Documents } from './documents.ts';

/** The whole state as plain JSON. */
export interface State {
  readonly counters: Readonly<Record<string, number>>;
  readonly documents: Readonly<Record<string, readonly unknown[]>>;
}

/** What one synchronous stretch changed: put documents, and undefined for removed ones, by collection and id. */
export interface Change {
  readonly counters: Readonly<Record<string, number>>;
  readonly documents: readonly (readonly [collection: string, id: string, document?: unknown])[];
}

/** Where changes are kept. */
export interface Keeper {
  /** Takes one atomic change; durable once `flushed` resolves. */
  append(change: Change): void;
  flushed(): Promise<void>;
}

/** Documents in collections. Documents are immutable by convention: always put a new object. */
export interface Store {
  get<C extends Collection>(collection: C, id: string): Documents[C] | undefined;
  /** In order of insertion. The same array until the collection changes, so what is derived from it may be memoised by it. */
  all<C extends Collection>(collection: C): readonly Documents[C][];
  /** All puts and removals of one synchronous stretch are kept together or not at all. */
  put<C extends Collection>(collection: C, document: Documents[C]): void;
  remove(collection: Collection, id: string): void;
  /** The next id of a collection, like `Deployments-1`; never given twice. */
  nextId(collection: Collection): string;
  /** Resolves when everything put so far is durable: at once when nothing is kept. */
  flushed(): Promise<void>;
  snapshot(): State;
  /** Tells the keeper of everything there is, as one change. */
  keepEverything(): void;
}

interface Shelf {
  readonly byId: Map<string, { readonly Id: string }>;
  list: readonly unknown[] | undefined;
}

/** A store in memory, which tells `keeper` of every change. */
export function createStore(options: { state?: State | undefined; keeper?: Keeper | undefined } = {}): Store {
  const { keeper } = options;
  const shelves = new Map<string, Shelf>();
  const counters = new Map<string, number>(Object.entries(options.state?.counters ?? {}));
  let open: { counters: Record<string, number>; documents: Map<string, [string, string, unknown?]> } | undefined;

  for (const [collection, documents] of Object.entries(options.state?.documents ?? {})) {
    // A state is what `snapshot` gave: its documents have ids.
    for (const document of documents as readonly { Id: string }[]) shelf(collection).byId.set(document.Id, document);
  }

  function shelf(collection: string): Shelf {
    const found = shelves.get(collection);
    if (found !== undefined) return found;
    const made: Shelf = { byId: new Map(), list: undefined };
    shelves.set(collection, made);
    return made;
  }

  function changing(): NonNullable<typeof open> {
    if (open === undefined) {
      open = { counters: {}, documents: new Map() };
      queueMicrotask(close);
    }
    return open;
  }

  function close(): void {
    if (open === undefined) return;
    const change = { counters: open.counters, documents: [...open.documents.values()] };
    open = undefined;
    keeper?.append(change);
  }

  return {
    get<C extends Collection>(collection: C, id: string) {
      // Only `put` fills a shelf, with documents of its collection's type.
      return shelves.get(collection)?.byId.get(id) as Documents[C] | undefined;
    },
    all<C extends Collection>(collection: C) {
      const { byId, list } = shelf(collection);
      const documents = list ?? [...byId.values()];
      shelf(collection).list = documents;
      return documents as readonly Documents[C][];
    },
    put(collection, document) {
      const target = shelf(collection);
      target.byId.set(document.Id, document);
      target.list = undefined;
      if (keeper !== undefined) {
        changing().documents.set(`${collection}/${document.Id}`, [collection, document.Id, document]);
      }
    },
    remove(collection, id) {
      const target = shelf(collection);
      if (!target.byId.delete(id)) return;
      target.list = undefined;
      if (keeper !== undefined) changing().documents.set(`${collection}/${id}`, [collection, id]);
    },
    nextId(collection) {
      const number = (counters.get(collection) ?? 0) + 1;
      counters.set(collection, number);
      if (keeper !== undefined) changing().counters[collection] = number;
      return `${collection}-${number}`;
    },
    async flushed() {
      close();
      await keeper?.flushed();
    },
    snapshot() {
      const documents = Object.fromEntries([...shelves].map(([name, { byId }]) => [name, [...byId.values()]]));
      return structuredClone({ counters: Object.fromEntries(counters), documents });
    },
    keepEverything() {
      close();
      const documents = [...shelves].flatMap(([name, { byId }]) =>
        [...byId].map(([id, document]): [string, string, unknown] => [name, id, document]),
      );
      keeper?.append({ counters: Object.fromEntries(counters), documents });
    },
  };
}
