import { z } from 'zod';
import { type Identified, identifiedSchema } from '../store/identified.ts';
import { historyNames, type State, type Store } from '../store/store.ts';
import { documentWithoutSecrets } from './without-secrets.ts';

const FORMAT = 'octopus-emulator state';

const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  secrets: z.boolean(),
  counters: z.record(z.string(), z.number()),
});

const lineSchema = z.tuple([z.string(), identifiedSchema]);

/** An export is not what it should be. The message is for the user. */
export class ExportFormatError extends Error {
  readonly code = 'export-format';
  constructor(message: string) {
    super(message);
    this.name = 'ExportFormatError';
  }
}

/** A state as lines of JSON: what it is first, then a document each, in the same order for the same state. */
export function* exportLines(
  store: Store & { counters(): State['counters']; settings(): State['documents'] },
  options: { withSecrets: boolean },
): Generator<string> {
  const head = { format: FORMAT, version: 1, secrets: options.withSecrets, counters: sorted(store.counters()) };
  yield JSON.stringify(head);
  const settings = store.settings();
  for (const collection of [...new Set([...Object.keys(settings), ...historyNames])].sort()) {
    // Whatever is in a store has an id.
    const documents = (settings[collection] as readonly Identified[] | undefined) ?? ofHistory(store, collection);
    for (const document of documents) {
      const shown = options.withSecrets ? document : documentWithoutSecrets(collection, document);
      if (shown !== undefined) yield JSON.stringify([collection, shown]);
    }
  }
}

const PAGE = 1_000;

/** Oldest first, a page at a time: a history may not fit into memory. */
function* ofHistory(store: Store, collection: string): Generator<Identified> {
  // One of the names of histories.
  const found = store.newest(collection as 'Deployments', {});
  for (let end = found.length; end > 0; end -= PAGE) {
    yield* found.slice(Math.max(0, end - PAGE), end).toReversed();
  }
}

/**
 * Reads what `exportLines` gave.
 *
 * @throws {ExportFormatError} that names the line.
 */
export async function readExport(lines: AsyncIterable<string> | Iterable<string>): Promise<State> {
  let counters: State['counters'] | undefined;
  const documents: Record<string, unknown[]> = {};
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const value = parsed(line, number);
    if (counters === undefined) {
      const head = headSchema.safeParse(value);
      if (!head.success) throw new ExportFormatError('Line 1 does not say that this is an exported state, version 1.');
      counters = head.data.counters;
      continue;
    }
    const read = lineSchema.safeParse(value);
    if (!read.success) throw new ExportFormatError(`Line ${number} is no collection with a document that has an Id.`);
    const [collection, document] = read.data;
    const list = documents[collection] ?? [];
    documents[collection] = list;
    list.push(document);
  }
  if (counters === undefined) throw new ExportFormatError('The file is empty.');
  return { counters, documents };
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ExportFormatError(`Line ${number} is not JSON: the file is damaged or was not written to its end.`);
  }
}

function sorted(counters: State['counters']): State['counters'] {
  return Object.fromEntries(Object.entries(counters).sort(([a], [b]) => (a < b ? -1 : 1)));
}
