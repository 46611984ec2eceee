import type { Collection, Documents } from './documents.ts';
import { type Groups, type History, histories, type Indexes } from './histories.ts';
import { createHistoryShelf, type HistoryShelf, type Narrowing } from './history-shelf.ts';
import type { Identified } from './identified.ts';
import type { Part } from './part.ts';
import type { AnyShape } from './recent.ts';
import type { Found } from './rows.ts';
import { createSettings } from './settings.ts';

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
  /**
   * Settings in order of insertion: the same array until the collection changes, so what is derived from it may be
   * memoised by it. Histories in order of their ids: all of them are read, so ask `newest` or `where` instead.
   */
  all<C extends Collection>(collection: C): readonly Documents[C][];
  /** Documents of a history, newest first, narrowed by what groups have in common. */
  newest<H extends History>(history: H, narrowing: Narrowing<Documents[H], Groups[H]>): Found<Documents[H]>;
  /** The documents that an index of a history has under a value, oldest first. */
  where<H extends History>(history: H, index: Indexes[H], value: string): readonly Documents[H][];
  /** The newest of these. */
  lastWhere<H extends History>(history: H, index: Indexes[H], value: string): Documents[H] | undefined;
  /** The groups of a history; one may be named more than once. */
  groups<H extends History>(history: H): readonly Groups[H][];
  /** All puts and removals of one synchronous stretch are kept together or not at all. */
  put<C extends Collection>(collection: C, document: Documents[C]): void;
  remove(collection: Collection, id: string): void;
  /** The next id of a collection, like `Deployments-1`; never given twice. */
  nextId(collection: Collection): string;
  /** Resolves when everything put so far is durable: at once when nothing is kept. */
  flushed(): Promise<void>;
  snapshot(): State;
}

/** Parts of a history that are kept elsewhere. */
export type Parts = ReadonlyMap<string, readonly Part<Identified, unknown>[]>;

/** A store, as those see it who keep it. */
export interface KeptStore extends Store {
  /** Closes the open change, so that what was put until now is one with what the keeper was told. */
  settle(): void;
  /** Takes a change that is kept already. */
  replay(change: Change): void;
  counters(): Readonly<Record<string, number>>;
  /** Every collection that is held in memory as a whole. */
  settings(): Readonly<Record<string, readonly unknown[]>>;
  history(name: string): HistoryShelf<Identified, unknown>;
}

type AnyHistory = HistoryShelf<Identified, unknown>;

export const historyNames: readonly string[] = Object.keys(histories).sort();

/** A store in memory, which tells `keeper` of every change. */
export function createStore(
  options: { state?: State | undefined; keeper?: Keeper | undefined; parts?: Parts | undefined } = {},
): KeptStore {
  const { keeper } = options;
  const counters = new Map<string, number>();
  const settings = createSettings();
  const shelves = new Map<string, AnyHistory>(
    Object.entries(histories).map(([name, shape]) => [
      name,
      // The shape is the history's own: only its documents come to it.
      createHistoryShelf(shape as unknown as AnyShape<Identified, unknown>, options.parts?.get(name)),
    ]),
  );
  let open: { counters: Record<string, number>; documents: Map<string, [string, string, unknown?]> } | undefined;

  load(options.state);

  function load(state: State | undefined): void {
    for (const [name, number] of Object.entries(state?.counters ?? {})) counters.set(name, number);
    for (const [collection, documents] of Object.entries(state?.documents ?? {})) {
      // A state is what `snapshot` gave: its documents have ids.
      for (const document of documents as readonly Identified[]) place(collection, document);
    }
  }

  function place(collection: string, document: Identified): void {
    const history = shelves.get(collection);
    if (history === undefined) settings.put(collection, document);
    else history.put(document);
  }

  function displace(collection: string, id: string): boolean {
    return shelves.get(collection)?.remove(id) ?? settings.remove(collection, id);
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

  function historyOf<H extends History>(name: H): HistoryShelf<Documents[H], Groups[H]> {
    // Every history has a shelf, which holds documents of its own only.
    return shelves.get(name) as unknown as HistoryShelf<Documents[H], Groups[H]>;
  }

  return {
    get<C extends Collection>(collection: C, id: string) {
      const history = shelves.get(collection);
      const found = history === undefined ? settings.get(collection, id) : history.get(id);
      // Only `put` fills a shelf, with documents of its collection's type.
      return found as Documents[C] | undefined;
    },
    all<C extends Collection>(collection: C) {
      const all = shelves.get(collection)?.all() ?? settings.all(collection);
      return all as unknown as readonly Documents[C][];
    },
    newest: (history, narrowing) => historyOf(history).newest(narrowing),
    where: (history, index, value) => historyOf(history).where(index, value),
    lastWhere: (history, index, value) => historyOf(history).lastWhere(index, value),
    groups: (history) => historyOf(history).heads(),
    put(collection, document) {
      place(collection, document);
      if (keeper !== undefined) {
        changing().documents.set(`${collection}/${document.Id}`, [collection, document.Id, document]);
      }
    },
    remove(collection, id) {
      if (displace(collection, id) && keeper !== undefined) {
        changing().documents.set(`${collection}/${id}`, [collection, id]);
      }
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
      const old = [...shelves].map(([name, shelf]): [string, readonly unknown[]] => [name, shelf.all()]);
      // A collection that was only ever asked for is no part of the state.
      const documents = [...Object.entries(settings.contents()), ...old].filter(([, found]) => found.length > 0);
      return structuredClone({ counters: Object.fromEntries(counters), documents: Object.fromEntries(documents) });
    },
    settle: close,
    replay(change) {
      for (const [name, number] of Object.entries(change.counters)) counters.set(name, number);
      for (const [collection, id, document] of change.documents) {
        // What was kept came from `put`: it has an id.
        if (document === undefined) displace(collection, id);
        else place(collection, document as Identified);
      }
    },
    counters: () => Object.fromEntries(counters),
    settings: () => settings.contents(),
    history(name) {
      const found = shelves.get(name);
      if (found === undefined) throw new Error(`${name} is no history`);
      return found;
    },
  };
}
