import { orderOfId } from './ids.ts';
import type { Part } from './part.ts';
import { type AnyShape, createRecent, type Recent } from './recent.ts';
import { type Found, joined, type Rows } from './rows.ts';

/** What a list is narrowed to. */
export interface Narrowing<D, G> {
  /** Judges a whole group. */
  readonly group?: (head: G) => boolean;
  /** Judges each document of the groups that are left: the cost grows with their number. */
  readonly keeps?: (document: D) => boolean;
}

/** One history: recent documents in memory, and parts with older ones. */
export interface HistoryShelf<D, G> {
  readonly count: number;
  get(id: string): D | undefined;
  put(document: D): void;
  /** False when there was no such document. */
  remove(id: string): boolean;
  all(): readonly D[];
  newest(narrowing: Narrowing<D, G>): Found<D>;
  where(index: string, value: string): readonly D[];
  lastWhere(index: string, value: string): D | undefined;
  heads(): readonly G[];
  /** The documents in memory, in order of their ids. */
  recent(): readonly D[];
  /** A document, if it is in memory. */
  inMemory(id: string): D | undefined;
  /** Puts `part` in the place of the parts that it replaces, and of those documents in memory for which `settled` is true. */
  settle(change: {
    part: Part<D, G> | undefined;
    replaces: readonly Part<D, G>[];
    settled: (document: D) => boolean;
  }): void;
}

export function createHistoryShelf<D extends { readonly Id: string }, G>(
  shape: AnyShape<D, G>,
  older: readonly Part<D, G>[] = [],
): HistoryShelf<D, G> {
  let recent: Recent<D, G> = createRecent(shape);
  let parts = older;

  function everywhere(): readonly Part<D, G>[] {
    return [...parts, recent];
  }

  return {
    get count() {
      return everywhere().reduce((sum, { count }) => sum + count, 0);
    },
    get(id) {
      const found = recent.get(id);
      if (found !== undefined || parts.length === 0) return found;
      for (let at = parts.length - 1; at >= 0; at -= 1) {
        const old = parts[at]?.get(id);
        if (old !== undefined) return old;
      }
      return undefined;
    },
    put(document) {
      if (parts.length > 0 && recent.get(document.Id) === undefined) for (const part of parts) part.drop(document.Id);
      recent.put(document);
    },
    remove: (id) =>
      everywhere()
        .map((part) => part.drop(id))
        .includes(true),
    all: () => oldestFirst(joined(everywhere().map((part) => part.all()))),
    newest({ group, keeps }) {
      const rows = everywhere().flatMap((part): readonly Rows<D>[] => {
        if (group === undefined) return [part.all()];
        return part.rowsOf(part.groups().filter(({ head }) => group(head)));
      });
      const found = joined(rows);
      return keeps === undefined ? found : found.slice(0, found.length).filter(keeps);
    },
    where(index, value) {
      if (parts.length === 0) return recent.where(index, value);
      return inOrder(everywhere().flatMap((part) => part.where(index, value)));
    },
    lastWhere: (index, value) =>
      inOrder(
        everywhere().flatMap((part) => {
          const last = part.lastWhere(index, value);
          return last === undefined ? [] : [last];
        }),
      ).at(-1),
    heads: () => everywhere().flatMap((part) => part.groups().map(({ head }) => head)),
    recent: () => recent.documents(),
    inMemory: (id) => recent.get(id),
    settle({ part, replaces, settled }) {
      const left = recent.documents().filter((document) => !settled(document));
      recent = createRecent(shape);
      for (const document of left) recent.put(document);
      parts = [...parts.filter((known) => !replaces.includes(known)), ...(part === undefined ? [] : [part])];
    },
  };
}

function oldestFirst<D>(found: Found<D>): readonly D[] {
  return [...found.slice(0, found.length)].reverse();
}

function inOrder<D extends { readonly Id: string }>(documents: readonly D[]): readonly D[] {
  return documents.length < 2 ? documents : [...documents].sort((a, b) => orderOfId(a.Id) - orderOfId(b.Id));
}
