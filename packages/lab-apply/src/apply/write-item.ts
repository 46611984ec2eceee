import {
  OctopusConflictError,
  OctopusError,
  OctopusNotFoundError,
  OctopusValidationError,
} from '@octotrain/octopus-client';
import type { PlannedWrite } from '../diff/diff.ts';
import { differences } from '../diff/differences.ts';
import type { Item, Place, Stored } from '../kinds/item.ts';
import type { Names } from '../kinds/refs.ts';
import type { ItemKind } from '../kinds/waves.ts';
import type { Reader } from '../read/reader.ts';
import { lookUp } from './look-up.ts';

/** How often one thing is read and written before somebody else's writes in between are called an obstacle. */
const mostTries = 3;

/** What became of one write. */
export type Written =
  | { readonly ok: true; readonly document: Stored; readonly afterConflict: boolean }
  /** Somebody else wrote in between each time. */
  | { readonly ok: false; readonly tries: number };

/** Kinds that a server would make twice when asked twice: it knows no name that must be unique. */
const mayBeTwice: ReadonlySet<ItemKind> = new Set(['team role']);

/**
 * Makes one thing as the file says. Somebody else's write in between is read and merged with, a few times over. When the
 * answer to a creation got lost it is looked for by its name, and only what is not there is asked for again. Throws the
 * OctopusError of a request that failed for good, and of a creation of which nobody can tell whether it will still land.
 */
export async function writeItem(options: {
  client: Reader;
  write: PlannedWrite;
  place: Place;
  names: Names;
  /** What is sent: over a document, or for a new one. */
  bodyFor: (item: Item, stored: Stored | undefined, place: Place) => object;
}): Promise<Written> {
  const { client, write, place, names, bodyFor } = options;
  const { item } = write;
  const isStale = item.readsAnew === true && write.isFresh !== true;
  const mustLoad = item.load !== undefined && (write.stored === undefined || isStale);
  let stored = mustLoad ? await item.load?.(place) : write.stored;
  let afterConflict = false;

  const find = () => lookUp({ client, place, address: item.address });

  function send(): Promise<Stored> {
    const body = bodyFor(item, stored, place);
    if (stored !== undefined) return item.replace(place, stored, body);
    if (item.create === undefined) throw new Error(`${item.address.kind} can be neither created nor loaded`);
    return item.create(place, body);
  }

  /** What is there now, for another try; throws the error when there is none to be made. */
  async function settle(error: unknown): Promise<{ done?: Stored }> {
    if (!(error instanceof OctopusError)) throw error;
    if (error instanceof OctopusConflictError) {
      stored = await (item.load?.(place) ?? find());
      if (stored === undefined) throw error;
      afterConflict = true;
      return {};
    }
    if (error instanceof OctopusNotFoundError && stored !== undefined && item.create !== undefined) {
      // Somebody deleted it: it is made again, unless that was something else which it refers to.
      stored = await find();
      afterConflict = true;
      return {};
    }
    const creates = stored === undefined || item.address.kind === 'published runbook';
    const isTaken = error instanceof OctopusValidationError;
    if (!creates || !(isTaken || error.outcome === 'unknown')) throw error;
    const found = await find();
    if (found !== undefined && differences({ item, document: found, names }).length === 0) return { done: found };
    if (isTaken && (found === undefined || found.Id === stored?.Id)) throw error;
    if (found !== undefined) {
      stored = found;
      afterConflict = true;
    } else if (error.status === undefined && mayBeTwice.has(item.address.kind)) {
      // No answer at all: it may land yet, and then again.
      throw error;
    }
    return {};
  }

  for (let tries = 1; ; tries += 1) {
    try {
      return { ok: true, document: await send(), afterConflict };
    } catch (error) {
      if (tries === mostTries) {
        if (error instanceof OctopusConflictError) return { ok: false, tries };
        throw error;
      }
      const { done } = await settle(error);
      if (done !== undefined) return { ok: true, document: done, afterConflict };
    }
  }
}
