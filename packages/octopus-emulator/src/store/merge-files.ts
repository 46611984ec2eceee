import { breathing } from './breath.ts';
import type { Columns, Drops, IndexColumns } from './columns.ts';
import type { Disk, GrowingFile, OpenFile } from './disk.ts';
import { type AnyOlder, type HistoryFile, writeIndex } from './history-file.ts';

/** Where each document of the merged files went: by file and history the new number, or -1 for those left out. */
export type Moves = ReadonlyMap<AnyOlder, Int32Array>;

interface Source {
  readonly older: AnyOlder;
  readonly file: OpenFile;
  readonly moved: Int32Array;
  /** The next document, and whether it is taken. */
  at: number;
}

/** Writes what still counts of some files into a new one; documents are copied as they are, unread. Durable when this resolves. */
export async function mergeHistoryFiles(disk: Disk, name: string, files: readonly HistoryFile[]): Promise<Moves> {
  const moves = new Map<AnyOlder, Int32Array>();
  const histories: Record<string, Columns> = {};
  const file = await disk.create(name);
  const copy = copier(file);
  for (const history of [...new Set(files.flatMap(({ parts }) => [...parts.keys()]))].sort()) {
    const sources = files.flatMap(({ parts, file: from }): Source[] => {
      const older = parts.get(history);
      return older === undefined ? [] : [{ older, file: from, moved: movesOf(older), at: 0 }];
    });
    for (const { older, moved } of sources) moves.set(older, moved);
    histories[history] = await mergeHistory(sources, copy);
  }
  await copy.end();
  await file.sync();
  await file.close();
  await writeIndex(disk, name, { histories, drops: joinedDrops(files) });
  return moves;
}

/** What counts at this moment is marked by 0, what does not by -1. */
function movesOf(older: AnyOlder): Int32Array {
  return Int32Array.from({ length: older.columns.orders.length }, (_, row) => (older.isDropped(row) ? -1 : 0));
}

/** What the files say of files that are none of them. */
function joinedDrops(files: readonly HistoryFile[]): Drops {
  const own = new Set(files.map(({ name }) => name));
  const joined: Record<string, Record<string, readonly number[]>> = {};
  for (const { drops } of files) {
    for (const [file, byHistory] of Object.entries(drops)) {
      if (own.has(file)) continue;
      const target = joined[file] ?? {};
      joined[file] = target;
      for (const [history, rows] of Object.entries(byHistory)) target[history] = [...(target[history] ?? []), ...rows];
    }
  }
  return joined;
}

async function mergeHistory(sources: readonly Source[], copy: Copier): Promise<Columns> {
  const breathe = breathing();
  const count = sources.reduce((sum, { moved }) => sum + moved.reduce((all, move) => all + move + 1, 0), 0);
  const orders = new Float64Array(count);
  const starts = new Float64Array(count + 1);
  const groupOf = new Uint32Array(count);
  const groups: unknown[] = [];
  const numbers = new Map<string, number>();
  const groupMaps = sources.map(({ older }) => new Int32Array(older.columns.groups.length).fill(-1));
  for (const source of sources) skip(source);
  for (let row = 0; row < count; row += 1) {
    const number = lowest(sources);
    const source = sources[number];
    const groupMap = groupMaps[number];
    if (source === undefined || groupMap === undefined) break;
    const { columns } = source.older;
    orders[row] = columns.orders[source.at] ?? 0;
    starts[row] = copy.at;
    const from = columns.groupOf[source.at] ?? 0;
    if ((groupMap[from] ?? -1) < 0) groupMap[from] = numberFor(columns.groups[from], { groups, numbers });
    groupOf[row] = groupMap[from] ?? 0;
    const copying = copy.add(source.file, columns.starts[source.at] ?? 0, columns.starts[source.at + 1] ?? 0);
    if (copying !== undefined) await copying;
    source.moved[source.at] = row;
    source.at += 1;
    skip(source);
    await breathe();
  }
  starts[count] = copy.at;
  const names = [...new Set(sources.flatMap(({ older }) => Object.keys(older.columns.indexes)))];
  const indexes: Record<string, IndexColumns> = {};
  for (const name of names) indexes[name] = await mergeIndex(sources, name);
  return { orders, starts, groupOf, groups, indexes };
}

function skip(source: Source): void {
  while (source.at < source.moved.length && source.moved[source.at] === -1) source.at += 1;
}

function lowest(sources: readonly Source[]): number {
  let found = -1;
  let order = Number.POSITIVE_INFINITY;
  for (const [number, { older, at, moved }] of sources.entries()) {
    const own = at < moved.length ? (older.columns.orders[at] ?? 0) : Number.POSITIVE_INFINITY;
    if (own < order) [found, order] = [number, own];
  }
  return found;
}

function numberFor(head: unknown, known: { groups: unknown[]; numbers: Map<string, number> }): number {
  const key = JSON.stringify(head);
  const number = known.numbers.get(key) ?? known.groups.length;
  if (number === known.groups.length) {
    known.numbers.set(key, number);
    known.groups.push(head);
  }
  return number;
}

/** Joins what is sorted by hashes and documents; new numbers keep the order of the old ones of a file. */
async function mergeIndex(sources: readonly Source[], name: string): Promise<IndexColumns> {
  const breathe = breathing();
  const lists = sources.map(({ older, moved }) => {
    const { hashes, rows } = older.columns.indexes[name] ?? { hashes: new Uint32Array(), rows: new Uint32Array() };
    return { hashes, rows, moved, at: 0 };
  });
  const hashes: number[] = [];
  const rows: number[] = [];
  for (;;) {
    let best: { hash: number; row: number; list: (typeof lists)[number] } | undefined;
    for (const list of lists) {
      while (list.at < list.rows.length && list.moved[list.rows[list.at] ?? 0] === -1) list.at += 1;
      if (list.at >= list.rows.length) continue;
      const hash = list.hashes[list.at] ?? 0;
      const row = list.moved[list.rows[list.at] ?? 0] ?? 0;
      if (best === undefined || hash < best.hash || (hash === best.hash && row < best.row)) best = { hash, row, list };
    }
    if (best === undefined) break;
    hashes.push(best.hash);
    rows.push(best.row);
    best.list.at += 1;
    await breathe();
  }
  return { hashes: Uint32Array.from(hashes), rows: Uint32Array.from(rows) };
}

interface Copier {
  /** Where the next document will begin. */
  readonly at: number;
  /** Copies a document; to be awaited where it gives something to await. */
  add(file: OpenFile, start: number, end: number): Promise<void> | undefined;
  end(): Promise<void>;
}

const LONGEST = 1_048_576;

/** Copies documents that follow each other in one go. */
function copier(to: GrowingFile): Copier {
  let at = 0;
  let run: { file: OpenFile; start: number; end: number } | undefined;

  async function copyRun(done: NonNullable<typeof run>): Promise<void> {
    await to.append(await done.file.readLater(done.start, done.end));
  }

  return {
    get at() {
      return at;
    },
    add(file, start, end) {
      at += end - start;
      if (run?.file === file && run.end === start && end - run.start <= LONGEST) {
        run.end = end;
        return undefined;
      }
      const done = run;
      run = { file, start, end };
      return done === undefined ? undefined : copyRun(done);
    },
    async end() {
      if (run !== undefined) await copyRun(run);
      run = undefined;
    },
  };
}
