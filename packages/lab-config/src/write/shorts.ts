import { slugOf } from '../model/slug.ts';
import { groupedBy } from './values.ts';

/** One value of a template: who says it, and where; without an environment it holds in all. */
export interface Cell {
  readonly tenant: string;
  readonly environment?: string;
  readonly value: string;
}

/** What `{tenant}` and `{environment}` stand for, where that is not the slug. */
export interface Shorts {
  readonly tenants: ReadonlyMap<string, string>;
  readonly environments: ReadonlyMap<string, string>;
}

/** Short names of environments that explain how the values of tenants differ between them. */
export function environmentShorts(matrices: readonly (readonly Cell[])[]): ReadonlyMap<string, string> {
  const rows = matrices.flatMap((cells) => [...groupedBy(cells, ({ tenant }) => tenant).values()]);
  return shortsOf(rows, ({ environment }) => environment ?? '');
}

/** Short names of tenants that explain how their values differ. */
export function tenantShorts(matrices: readonly (readonly Cell[])[]): ReadonlyMap<string, string> {
  const columns = matrices.flatMap((cells) => [...groupedBy(cells, ({ environment = '' }) => environment).values()]);
  return shortsOf(columns, ({ tenant }) => tenant);
}

/** For each name the short one that most comparisons of two values speak for; slugs and whole names need none. */
function shortsOf(groups: readonly (readonly Cell[])[], nameOf: (cell: Cell) => string): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const group of groups) {
    for (const [left, right] of pairsOf(group)) {
      const middles = differenceOf(left.value, right.value);
      if (!isShortOf(middles.left, nameOf(left)) || !isShortOf(middles.right, nameOf(right))) continue;
      vote(nameOf(left), middles.left);
      vote(nameOf(right), middles.right);
    }
  }
  const shorts = [...votes].map(([name, counts]) => [name, mostVoted(counts)] as const);
  return new Map(shorts.filter(([name, short]) => short !== slugOf(name) && short !== name));

  function vote(name: string, short: string): void {
    const counts = votes.get(name) ?? new Map<string, number>();
    votes.set(name, counts.set(short, (counts.get(short) ?? 0) + 1));
  }
}

function mostVoted(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([left, few], [right, many]) => many - few || right.length - left.length);
  return sorted[0]?.[0] ?? '';
}

/** Each value with its neighbour and with one far off, so that a few exceptions are outvoted. */
function pairsOf(cells: readonly Cell[]): readonly (readonly [Cell, Cell])[] {
  const steps = new Set([1, Math.floor(cells.length / 2)]);
  return cells.flatMap((cell, at) =>
    [...steps].flatMap((step) => {
      const other = cells[at + step];
      return other === undefined || step === 0 ? [] : [[cell, other] as const];
    }),
  );
}

/** What is left of two texts without the words that they begin and end with alike. */
function differenceOf(left: string, right: string): { left: string; right: string } {
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start += 1;
  while (start > 0 && (isInWord(left, start) || isInWord(right, start))) start -= 1;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  while (end > 0 && (isInWord(left, left.length - end) || isInWord(right, right.length - end))) end -= 1;
  return { left: left.slice(start, left.length - end), right: right.slice(start, right.length - end) };
}

/** Whether a place of a text has letters or digits on both sides. */
function isInWord(text: string, at: number): boolean {
  return /[\da-z]/i.test(text[at - 1] ?? '') && /[\da-z]/i.test(text[at] ?? '');
}

/** Whether people would take one for short of the other: its letters come in the name in this order. */
function isShortOf(short: string, name: string): boolean {
  if (!/^[\da-z]([\w.-]*[\da-z])?$/i.test(short)) return false;
  const letters = [...slugOf(short).replaceAll('-', '')];
  let from = 0;
  const whole = slugOf(name).replaceAll('-', '');
  return letters.every((letter) => {
    from = whole.indexOf(letter, from) + 1;
    return from > 0;
  });
}
