import { orderOfId } from './ids.ts';
import type { Part, PartGroup } from './part.ts';
import { firstNotBelow, isMost, type Rows, without } from './rows.ts';

/** How a history is grouped and indexed, for code that works on any. */
export interface AnyShape<D, G> {
  readonly group: (document: D) => G;
  readonly indexes: Readonly<Record<string, (document: D) => readonly string[]>>;
}

interface Entry<D, G> {
  readonly order: number;
  document: D;
  group: RecentGroup<D, G>;
  /** For each index the values that it is found by. */
  values: readonly (readonly string[])[];
}

interface RecentGroup<D, G> extends PartGroup<G> {
  readonly key: string;
  readonly entries: Entry<D, G>[];
}

/** The documents of a history that are held in memory. */
export interface Recent<D, G> extends Part<D, G> {
  put(document: D): void;
  documents(): readonly D[];
}

export function createRecent<D extends { readonly Id: string }, G>(shape: AnyShape<D, G>): Recent<D, G> {
  const byId = new Map<string, Entry<D, G>>();
  const entries: Entry<D, G>[] = [];
  const groups = new Map<string, RecentGroup<D, G>>();
  const indexes = Object.entries(shape.indexes).map(([name, valuesOf]) => ({
    name,
    valuesOf,
    lists: new Map<string, Entry<D, G>[]>(),
  }));

  function groupFor(document: D): RecentGroup<D, G> {
    const head = shape.group(document);
    const key = JSON.stringify(head);
    const known = groups.get(key);
    if (known !== undefined) return known;
    const list: Entry<D, G>[] = [];
    const made: RecentGroup<D, G> = {
      key,
      head,
      entries: list,
      get count() {
        return list.length;
      },
    };
    groups.set(key, made);
    return made;
  }

  function leaveGroup(entry: Entry<D, G>): void {
    take(entry.group.entries, entry);
    if (entry.group.entries.length === 0) groups.delete(entry.group.key);
  }

  function enterIndexes(entry: Entry<D, G>): void {
    for (const [at, { lists }] of indexes.entries()) {
      for (const value of entry.values[at] ?? []) {
        const list = lists.get(value);
        if (list === undefined) lists.set(value, [entry]);
        else insert(list, entry);
      }
    }
  }

  function leaveIndexes(entry: Entry<D, G>): void {
    for (const [at, { lists }] of indexes.entries()) {
      for (const value of entry.values[at] ?? []) {
        const list = lists.get(value);
        if (list === undefined) continue;
        take(list, entry);
        if (list.length === 0) lists.delete(value);
      }
    }
  }

  function replace(entry: Entry<D, G>, document: D): void {
    entry.document = document;
    const values = valuesOf(document);
    if (!sameValues(values, entry.values)) {
      leaveIndexes(entry);
      entry.values = values;
      enterIndexes(entry);
    }
    const group = groupFor(document);
    if (group === entry.group) return;
    leaveGroup(entry);
    entry.group = group;
    insert(group.entries, entry);
  }

  function valuesOf(document: D): readonly (readonly string[])[] {
    return indexes.map((index) => [...new Set(index.valuesOf(document))]);
  }

  function listOf(index: string, value: string): readonly Entry<D, G>[] {
    return indexes.find(({ name }) => name === index)?.lists.get(value) ?? [];
  }

  return {
    get count() {
      return entries.length;
    },
    get: (id) => byId.get(id)?.document,
    put(document) {
      const known = byId.get(document.Id);
      if (known !== undefined) {
        replace(known, document);
        return;
      }
      const group = groupFor(document);
      const entry = { order: orderOfId(document.Id), document, group, values: valuesOf(document) };
      byId.set(document.Id, entry);
      insert(entries, entry);
      insert(group.entries, entry);
      enterIndexes(entry);
    },
    drop(id) {
      const entry = byId.get(id);
      if (entry === undefined) return false;
      byId.delete(id);
      take(entries, entry);
      leaveGroup(entry);
      leaveIndexes(entry);
      return true;
    },
    groups: () => [...groups.values()],
    rowsOf(wanted) {
      if (wanted.length === groups.size) return [rowsOver(entries)];
      // Groups of this part are all made by it.
      const mine = wanted as readonly RecentGroup<D, G>[];
      if (!isMost(mine, entries.length)) return mine.map((group) => rowsOver(group.entries));
      const kept = new Set(mine);
      const left = [...groups.values()].filter((group) => !kept.has(group)).map((group) => rowsOver(group.entries));
      return [without(rowsOver(entries), left, (at) => !kept.has(entries[at]?.group as RecentGroup<D, G>))];
    },
    where: (index, value) => listOf(index, value).map(({ document }) => document),
    lastWhere: (index, value) => listOf(index, value).at(-1)?.document,
    all: () => rowsOver(entries),
    documents: () => entries.map(({ document }) => document),
  };
}

function rowsOver<D, G>(entries: readonly Entry<D, G>[]): Rows<D> {
  return {
    size: entries.length,
    orderAt: (at) => entries[at]?.order ?? 0,
    isThere: () => true,
    documentAt(at) {
      const entry = entries[at];
      if (entry === undefined) throw new Error(`there is no row ${at}`);
      return entry.document;
    },
    missingBefore: () => 0,
  };
}

function insert<E extends { readonly order: number }>(entries: E[], entry: E): void {
  const last = entries.at(-1);
  if (last === undefined || last.order <= entry.order) entries.push(entry);
  else entries.splice(placeIn(entries, entry.order + 1), 0, entry);
}

function take<E extends { readonly order: number }>(entries: E[], entry: E): void {
  let at = placeIn(entries, entry.order);
  while (at < entries.length && entries[at] !== entry) at += 1;
  entries.splice(at, 1);
}

function placeIn(entries: readonly { readonly order: number }[], order: number): number {
  return firstNotBelow({ size: entries.length, orderAt: (at) => entries[at]?.order ?? 0 }, order);
}

function sameValues(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  return a.every((list, at) => {
    const other = b[at] ?? [];
    return list.length === other.length && list.every((value, index) => value === other[index]);
  });
}
