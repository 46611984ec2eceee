/** Documents in ascending order, some of which do not count any more. */
export interface Rows<D> {
  readonly size: number;
  orderAt(index: number): number;
  /** Whether it counts. */
  isThere(index: number): boolean;
  documentAt(index: number): D;
  /** How many of the first `end` do not count. */
  missingBefore(end: number): number;
}

/** What was found, newest first: as much of an array as a page of it needs. */
export interface Found<D> {
  readonly length: number;
  slice(from: number, to: number): readonly D[];
}

/** From here on it is cheaper to look for the place of a page than to count up to it. */
const LONG_WAY = 256;

/** Joins rows that have no document in common, newest first. */
export function joined<D>(rows: readonly Rows<D>[]): Found<D> {
  const filled = rows.filter(({ size }) => size > 0);
  const length = filled.reduce((sum, part) => sum + part.size - part.missingBefore(part.size), 0);
  return {
    length,
    slice(from, to) {
      const wanted = Math.min(to, length) - from;
      if (wanted <= 0) return [];
      const ends = from < LONG_WAY ? filled.map(({ size }) => size) : endsBehind(filled, from);
      const skip = from < LONG_WAY ? from : from - countAfter(filled, ends);
      return newest(filled, ends, { skip, take: wanted });
    },
  };
}

function countAfter<D>(rows: readonly Rows<D>[], ends: readonly number[]): number {
  return rows.reduce((sum, part, at) => sum + thereFrom(part, ends[at] ?? 0), 0);
}

function thereFrom<D>(rows: Rows<D>, start: number): number {
  return rows.size - start - (rows.missingBefore(rows.size) - rows.missingBefore(start));
}

/** For each of the rows an end, so that at most `count` documents are behind the ends, and as many of them as orders allow. */
function endsBehind<D>(rows: readonly Rows<D>[], count: number): number[] {
  let low = 0;
  let high = 1 + Math.max(...rows.map((part) => part.orderAt(part.size - 1)));
  // The lowest order above which there are at most `count`.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const behind = rows.map((part) => firstNotBelow(part, middle));
    if (countAfter(rows, behind) <= count) high = middle;
    else low = middle + 1;
  }
  return rows.map((part) => firstNotBelow(part, low));
}

/** Index of the first that is not before `order`. */
export function firstNotBelow(rows: Pick<Rows<unknown>, 'size' | 'orderAt'>, order: number): number {
  let low = 0;
  let high = rows.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.orderAt(middle) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether groups hold so much of a part that its documents are better gone through than the groups joined. */
export function isMost(groups: readonly { readonly count: number }[], count: number): boolean {
  return groups.reduce((sum, group) => sum + group.count, 0) * 2 >= count;
}

/** Rows without those that `isLeft` names; `left` are the same once more, as rows of their own. */
export function without<D>(rows: Rows<D>, left: readonly Rows<D>[], isLeft: (index: number) => boolean): Rows<D> {
  return {
    ...rows,
    isThere: (at) => rows.isThere(at) && !isLeft(at),
    missingBefore(end) {
      const order = end < rows.size ? rows.orderAt(end) : Number.POSITIVE_INFINITY;
      return left.reduce((sum, other) => {
        const before = firstNotBelow(other, order);
        return sum + before - other.missingBefore(before);
      }, rows.missingBefore(end));
    },
  };
}

interface Cursor<D> {
  readonly rows: Rows<D>;
  at: number;
  order: number;
}

/** Steps from the ends downwards, always to the newest of all. */
function newest<D>(rows: readonly Rows<D>[], ends: readonly number[], page: { skip: number; take: number }): D[] {
  const heap = rows
    .map((part, at): Cursor<D> => ({ rows: part, at: ends[at] ?? 0, order: 0 }))
    .filter((cursor) => stepDown(cursor))
    .sort((a, b) => b.order - a.order);
  const found: D[] = [];
  for (let passed = 0; heap.length > 0 && found.length < page.take; passed += 1) {
    const [top] = heap;
    if (top === undefined) break;
    if (passed >= page.skip) found.push(top.rows.documentAt(top.at));
    if (!stepDown(top)) {
      const last = heap.pop();
      if (last === undefined || last === top) continue;
      heap[0] = last;
    }
    sink(heap);
  }
  return found;
}

function stepDown<D>(cursor: Cursor<D>): boolean {
  do cursor.at -= 1;
  while (cursor.at >= 0 && !cursor.rows.isThere(cursor.at));
  if (cursor.at < 0) return false;
  cursor.order = cursor.rows.orderAt(cursor.at);
  return true;
}

/** Lets the first of a heap sink to its place; the newest is on top. */
function sink<D>(heap: Cursor<D>[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    let top = at;
    if (orderOf(heap, left) > orderOf(heap, top)) top = left;
    if (orderOf(heap, right) > orderOf(heap, top)) top = right;
    const [moved, upper] = [heap[at], heap[top]];
    if (top === at || moved === undefined || upper === undefined) return;
    heap[at] = upper;
    heap[top] = moved;
    at = top;
  }
}

function orderOf<D>(heap: readonly Cursor<D>[], at: number): number {
  return heap[at]?.order ?? -1;
}
