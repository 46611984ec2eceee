import { OctopusUnknownNameError } from '../errors/octopus-error.ts';
import { closestNames } from './closest-names.ts';

/** What can be looked up: a document with an id and a name of some kind. */
export interface Named {
  readonly Id: string;
  readonly Name?: string;
  readonly Username?: string;
  readonly DisplayName?: string;
  readonly Slug?: string;
}

/** The documents of one kind by id, name or slug, whatever the case. Read once and remembered. */
export interface Directory<Item> {
  /** All documents. */
  all(): Promise<readonly Item[]>;
  /** The document, or nothing. Reads the collection again before it says nothing. */
  find(reference: string): Promise<Item | undefined>;
  /** The document. Throws an OctopusUnknownNameError, which suggests names. */
  get(reference: string): Promise<Item>;
  /** The names most like one that was not found. */
  suggest(reference: string): Promise<string[]>;
  /** Reads anew on next use. */
  forget(): void;
}

interface DirectoryOptions<Item> {
  readonly kind: string;
  /** Where it was looked for, for people: `space "Payments"`. */
  readonly within: string;
  readonly operation: string;
  readonly read: () => Promise<readonly Item[]>;
}

/** A directory over a function that reads the collection. */
export function createDirectory<Item extends Named>(options: DirectoryOptions<Item>): Directory<Item> {
  const { kind, within, operation } = options;
  let items: Promise<readonly Item[]> | undefined;

  function all(): Promise<readonly Item[]> {
    if (items === undefined) {
      const reading = options.read();
      items = reading;
      // A failure is told to whoever waits for it and is not remembered.
      reading.catch(() => {
        if (items === reading) items = undefined;
      });
    }
    return items;
  }

  function forget(): void {
    items = undefined;
  }

  async function find(reference: string): Promise<Item | undefined> {
    const isFresh = items === undefined;
    const found = match(await all(), reference);
    if (found !== undefined || isFresh) return found;
    forget();
    return match(await all(), reference);
  }

  async function suggest(reference: string): Promise<string[]> {
    return closestNames(reference, (await all()).map(nameOf));
  }

  async function get(reference: string): Promise<Item> {
    const found = await find(reference);
    if (found !== undefined) return found;
    const suggestions = await suggest(reference);
    throw new OctopusUnknownNameError({ kind, asked: reference, within, suggestions, operation });
  }

  return { all, find, get, suggest, forget };
}

/** Ids win over names, names over slugs, so that a name that looks like another's slug still means itself. */
function match<Item extends Named>(items: readonly Item[], reference: string): Item | undefined {
  const wanted = reference.trim().toLowerCase();
  const readers: ((item: Item) => string | undefined)[] = [
    (item) => item.Id,
    (item) => item.Name ?? item.Username,
    (item) => item.Slug,
    (item) => item.DisplayName,
  ];
  for (const read of readers) {
    const found = items.find((item) => read(item)?.toLowerCase() === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nameOf(item: Named): string {
  return item.Name ?? item.Username ?? item.Id;
}
