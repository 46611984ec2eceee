import type { Columns } from './columns.ts';
import { hashOf, orderOfId } from './ids.ts';
import type { Part, PartGroup } from './part.ts';
import type { AnyShape } from './recent.ts';
import { firstNotBelow, isMost, type Rows, without } from './rows.ts';

interface OlderGroup<G> extends PartGroup<G> {
  readonly number: number;
  /** Its documents, in ascending order. */
  readonly rows: Uint32Array;
  /** Those that do not count any more. */
  readonly dropped: number[];
}

/** Documents of a file: their columns are in memory, they themselves are read when they are asked for. */
export interface Older<D, G> extends Part<D, G> {
  readonly columns: Columns;
  isDropped(row: number): boolean;
  dropRow(row: number): void;
  /** The documents dropped since this was last asked. */
  takeDropped(): readonly number[];
}

/** Documents read lately are kept at hand: at least so many of each file and history. */
const AT_HAND = 1_024;

export function createOlder<D extends { readonly Id: string }, G>(options: {
  shape: AnyShape<D, G>;
  columns: Columns;
  /** Reads the document between two places. */
  read: (start: number, end: number) => D;
}): Older<D, G> {
  const { shape, columns } = options;
  const { orders, starts, groupOf } = columns;
  const flags = new Uint8Array(orders.length);
  const dropped: number[] = [];
  let news: number[] = [];
  let [atHand, before] = [new Map<number, D>(), new Map<number, D>()];
  const groups = groupsOf<G>(columns);

  function documentAt(row: number): D {
    const known = atHand.get(row) ?? before.get(row);
    const document = known ?? options.read(starts[row] ?? 0, starts[row + 1] ?? 0);
    atHand.set(row, document);
    if (atHand.size >= AT_HAND) [atHand, before] = [new Map(), atHand];
    return document;
  }

  function find(id: string): number {
    const order = orderOfId(id);
    for (let row = firstNotBelow(orderRows, order); orders[row] === order; row += 1) {
      if (flags[row] === 0 && documentAt(row).Id === id) return row;
    }
    return -1;
  }

  function dropRow(row: number): void {
    if (flags[row] !== 0) return;
    flags[row] = 1;
    insertNumber(dropped, row);
    const group = groups[groupOf[row] ?? 0];
    if (group !== undefined) insertNumber(group.dropped, row);
    news.push(row);
    atHand.delete(row);
    before.delete(row);
  }

  const orderRows = { size: orders.length, orderAt: (row: number) => orders[row] ?? 0 };
  const everything: Rows<D> = {
    ...orderRows,
    isThere: (row) => flags[row] === 0,
    documentAt,
    missingBefore: (end) => placeOf(dropped, end),
  };

  function groupRows(group: OlderGroup<G>): Rows<D> {
    const { rows } = group;
    return {
      size: rows.length,
      orderAt: (at) => orders[rows[at] ?? 0] ?? 0,
      isThere: (at) => flags[rows[at] ?? 0] === 0,
      documentAt: (at) => documentAt(rows[at] ?? 0),
      missingBefore: (end) => placeOf(group.dropped, end < rows.length ? (rows[end] ?? 0) : Number.POSITIVE_INFINITY),
    };
  }

  /** Numbers of the documents that an index has under a hash. */
  function* rowsUnder(index: string, value: string, backwards: boolean): Generator<number> {
    const found = columns.indexes[index];
    if (found === undefined) return;
    const hash = hashOf(value);
    const hashes = { size: found.hashes.length, orderAt: (at: number) => found.hashes[at] ?? 0 };
    const [from, to] = [firstNotBelow(hashes, hash), firstNotBelow(hashes, hash + 1)];
    for (let step = 0; step < to - from; step += 1) {
      const row = found.rows[backwards ? to - 1 - step : from + step] ?? 0;
      if (flags[row] === 0) yield row;
    }
  }

  /** Different values may have the same hash. */
  function hasValue(document: D, index: string, value: string): boolean {
    return shape.indexes[index]?.(document).includes(value) ?? false;
  }

  return {
    columns,
    get count() {
      return orders.length - dropped.length;
    },
    get(id) {
      const row = find(id);
      return row < 0 ? undefined : documentAt(row);
    },
    drop(id) {
      const row = find(id);
      if (row >= 0) dropRow(row);
      return row >= 0;
    },
    groups: () => groups.filter(({ count }) => count > 0),
    rowsOf(wanted) {
      // Groups of this part are all made by it.
      const mine = wanted as readonly OlderGroup<G>[];
      if (!isMost(mine, orders.length - dropped.length)) return mine.map(groupRows);
      const kept = new Uint8Array(groups.length);
      for (const { number } of mine) kept[number] = 1;
      const left = groups.filter(({ number }) => kept[number] === 0).map(groupRows);
      return [left.length === 0 ? everything : without(everything, left, (row) => kept[groupOf[row] ?? 0] === 0)];
    },
    where: (index, value) =>
      [...rowsUnder(index, value, false)].map(documentAt).filter((document) => hasValue(document, index, value)),
    lastWhere(index, value) {
      for (const row of rowsUnder(index, value, true)) {
        if (hasValue(documentAt(row), index, value)) return documentAt(row);
      }
      return undefined;
    },
    all: () => everything,
    isDropped: (row) => flags[row] !== 0,
    dropRow,
    takeDropped() {
      const taken = news;
      news = [];
      return taken;
    },
  };
}

function groupsOf<G>({ groups, groupOf }: Columns): readonly OlderGroup<G>[] {
  const sizes = new Uint32Array(groups.length);
  for (const number of groupOf) sizes[number] = (sizes[number] ?? 0) + 1;
  const made = groups.map((head, number): OlderGroup<G> => {
    const rows = new Uint32Array(sizes[number] ?? 0);
    const dropped: number[] = [];
    return {
      number,
      // The head of a group as the shape of this history made it.
      head: head as G,
      rows,
      dropped,
      get count() {
        return rows.length - dropped.length;
      },
    };
  });
  const filled = new Uint32Array(groups.length);
  for (const [row, number] of groupOf.entries()) {
    const at = filled[number] ?? 0;
    const group = made[number];
    if (group !== undefined) group.rows[at] = row;
    filled[number] = at + 1;
  }
  return made;
}

function placeOf(numbers: readonly number[], number: number): number {
  return firstNotBelow({ size: numbers.length, orderAt: (at) => numbers[at] ?? 0 }, number);
}

function insertNumber(numbers: number[], number: number): void {
  const last = numbers.at(-1);
  if (last === undefined || last < number) numbers.push(number);
  else numbers.splice(placeOf(numbers, number), 0, number);
}
