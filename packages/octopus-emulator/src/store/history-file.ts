import { breathing } from './breath.ts';
import { type Columns, type Drops, decodeIndex, encodeIndex, type IndexColumns } from './columns.ts';
import type { Disk, OpenFile } from './disk.ts';
import type { Identified } from './identified.ts';
import { hashOf, orderOfId } from './ids.ts';
import { createOlder, type Older } from './older.ts';
import type { AnyShape } from './recent.ts';

export type AnyOlder = Older<Identified, unknown>;
export type Shapes = Readonly<Record<string, AnyShape<Identified, unknown>>>;

/** A file of documents, one a line, and its index beside it. Neither ever changes. */
export interface HistoryFile {
  readonly name: string;
  readonly parts: ReadonlyMap<string, AnyOlder>;
  readonly drops: Drops;
  readonly size: number;
  readonly file: OpenFile;
}

/** The file with the index of a file. */
export function indexName(name: string): string {
  return name.replace(/\.jsonl$/, '.index');
}

export async function openHistoryFile(disk: Disk, name: string, shapes: Shapes): Promise<HistoryFile> {
  const index = decodeIndex(await disk.bytes(indexName(name)));
  const file = await disk.open(name);
  const decoder = new TextDecoder();
  // Only `writeHistoryFile` and `mergeHistoryFiles` write such lines.
  const read = (start: number, end: number) => JSON.parse(decoder.decode(file.read(start, end))) as Identified;
  const parts = Object.entries(index.histories).flatMap(([history, columns]): [string, AnyOlder][] => {
    const shape = shapes[history];
    return shape === undefined ? [] : [[history, createOlder({ shape, columns, read })]];
  });
  const size = Math.max(0, ...Object.values(index.histories).map(({ starts }) => starts.at(-1) ?? 0));
  return { name, parts: new Map(parts), drops: index.drops, size, file };
}

const BUFFER = 1_048_576;

/** Writes documents of histories into a new file with its index; they are durable when this resolves. */
export async function writeHistoryFile(
  disk: Disk,
  name: string,
  content: { documents: ReadonlyMap<string, readonly Identified[]>; drops: Drops; shapes: Shapes },
): Promise<void> {
  const file = await disk.create(name);
  const breathe = breathing();
  const histories: Record<string, Columns> = {};
  let [at, lines] = [0, [] as Uint8Array[]];
  let waiting = 0;
  for (const [history, documents] of content.documents) {
    const shape = content.shapes[history];
    if (shape === undefined || documents.length === 0) continue;
    const starts = new Float64Array(documents.length + 1);
    for (const [row, document] of documents.entries()) {
      const line = Buffer.from(`${JSON.stringify(document)}\n`);
      starts[row] = at;
      at += line.length;
      waiting += line.length;
      lines.push(line);
      if (waiting >= BUFFER) {
        await file.append(Buffer.concat(lines));
        [lines, waiting] = [[], 0];
      }
      await breathe();
    }
    starts[documents.length] = at;
    histories[history] = await columnsOf(documents, shape, starts);
  }
  await file.append(Buffer.concat(lines));
  await file.sync();
  await file.close();
  await writeIndex(disk, name, { histories, drops: content.drops });
}

export async function writeIndex(disk: Disk, name: string, index: Parameters<typeof encodeIndex>[0]): Promise<void> {
  const file = await disk.create(indexName(name));
  await file.append(encodeIndex(index));
  await file.sync();
  await file.close();
}

/** The columns of documents in ascending order. */
async function columnsOf(
  documents: readonly Identified[],
  shape: AnyShape<Identified, unknown>,
  starts: Float64Array,
): Promise<Columns> {
  const breathe = breathing();
  const orders = new Float64Array(documents.length);
  const groupOf = new Uint32Array(documents.length);
  const groups: unknown[] = [];
  const numbers = new Map<string, number>();
  const pairs = Object.keys(shape.indexes).map((name) => ({ name, found: [] as [hash: number, row: number][] }));
  for (const [row, document] of documents.entries()) {
    orders[row] = orderOfId(document.Id);
    const head = shape.group(document);
    const key = JSON.stringify(head);
    const known = numbers.get(key);
    groupOf[row] = known ?? groups.length;
    if (known === undefined) {
      numbers.set(key, groups.length);
      groups.push(head);
    }
    for (const { name, found } of pairs) {
      for (const value of new Set(shape.indexes[name]?.(document))) found.push([hashOf(value), row]);
    }
    await breathe();
  }
  const indexes = pairs.map(({ name, found }): [string, IndexColumns] => {
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return [
      name,
      { hashes: Uint32Array.from(found, ([hash]) => hash), rows: Uint32Array.from(found, ([, row]) => row) },
    ];
  });
  return { orders, starts, groupOf, groups, indexes: Object.fromEntries(indexes) };
}
