/** What is known of the documents of a file without reading them; they are in ascending order. */
export interface Columns {
  readonly orders: Float64Array;
  /** Where each document begins, and where the last one ends, in the file. */
  readonly starts: Float64Array;
  /** For each document the number of its group. */
  readonly groupOf: Uint32Array;
  readonly groups: readonly unknown[];
  readonly indexes: Readonly<Record<string, IndexColumns>>;
}

/** Documents by the hashes of their values, in ascending order of hashes and then of documents. */
export interface IndexColumns {
  readonly hashes: Uint32Array;
  readonly rows: Uint32Array;
}

/** The index of a file of documents. */
export interface FileIndex {
  readonly histories: Readonly<Record<string, Columns>>;
  /** Documents of older files that do not count any more: by file and history their numbers. */
  readonly drops: Drops;
}

export type Drops = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

type Column = Float64Array | Uint32Array;

interface Section {
  readonly at: number;
  readonly length: number;
}

interface Head {
  readonly drops: Drops;
  readonly histories: Readonly<
    Record<
      string,
      {
        readonly groups: readonly unknown[];
        readonly orders: Section;
        readonly starts: Section;
        readonly groupOf: Section;
        readonly indexes: Readonly<Record<string, { readonly hashes: Section; readonly rows: Section }>>;
      }
    >
  >;
}

const MARK = 'octotrain index 1';
const WIDEST = 8;

/** An index as bytes: a line of JSON with its length before it, then the columns as they are in memory. */
export function encodeIndex(index: FileIndex): Uint8Array {
  const columns: Column[] = [];
  let at = 0;
  function section(column: Column): Section {
    columns.push(column);
    const found = { at, length: column.length };
    at += roundUp(column.byteLength);
    return found;
  }
  const histories = Object.fromEntries(
    Object.entries(index.histories).map(([name, { groups, orders, starts, groupOf, indexes }]) => [
      name,
      {
        groups,
        orders: section(orders),
        starts: section(starts),
        groupOf: section(groupOf),
        indexes: Object.fromEntries(
          Object.entries(indexes).map(([value, { hashes, rows }]) => [
            value,
            { hashes: section(hashes), rows: section(rows) },
          ]),
        ),
      },
    ]),
  );
  const head: Head = { drops: index.drops, histories };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const line = new TextEncoder().encode(`${MARK} ${text.length}\n`);
  const start = roundUp(line.length + text.length);
  const bytes = new Uint8Array(start + at);
  bytes.set(line);
  bytes.set(text, line.length);
  let place = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), place);
    place += roundUp(column.byteLength);
  }
  return bytes;
}

/** Reads what `encodeIndex` gave; the columns are views of the bytes. */
export function decodeIndex(bytes: Uint8Array<ArrayBuffer>): FileIndex {
  const end = bytes.indexOf(10);
  const [, length] = new RegExp(`^${MARK} (\\d+)$`).exec(new TextDecoder().decode(bytes.subarray(0, end))) ?? [];
  if (length === undefined) throw new Error('this is no index');
  const text = new TextDecoder().decode(bytes.subarray(end + 1, end + 1 + Number(length)));
  // Only `encodeIndex` writes such a line.
  const head = JSON.parse(text) as Head;
  const start = bytes.byteOffset + roundUp(end + 1 + Number(length));
  const floats = ({ at, length: count }: Section) => new Float64Array(bytes.buffer, start + at, count);
  const wholes = ({ at, length: count }: Section) => new Uint32Array(bytes.buffer, start + at, count);
  const histories = Object.entries(head.histories).map(([name, columns]) => [
    name,
    {
      groups: columns.groups,
      orders: floats(columns.orders),
      starts: floats(columns.starts),
      groupOf: wholes(columns.groupOf),
      indexes: Object.fromEntries(
        Object.entries(columns.indexes).map(([value, { hashes, rows }]) => [
          value,
          { hashes: wholes(hashes), rows: wholes(rows) },
        ]),
      ),
    },
  ]);
  return { drops: head.drops, histories: Object.fromEntries(histories) };
}

function roundUp(size: number): number {
  return Math.ceil(size / WIDEST) * WIDEST;
}
