import { OctopusNotFoundError } from '@octotrain/octopus-client';
import type { Gate } from './gate.ts';

/** As much as one address is asked to carry: servers and what stands before them take 8 KiB in all. */
const longestList = 4000;

/**
 * Reads documents by their ids, as many in one request as an address can name. What the list does not answer is asked
 * for by itself, for not every server lists everything; what is not there is left out.
 */
export async function readMany<Doc extends { readonly Id?: string | null }>(options: {
  readonly ids: readonly string[];
  readonly gate: Gate;
  list(ids: string[]): Promise<readonly Doc[]>;
  one(id: string): Promise<Doc>;
}): Promise<ReadonlyMap<string, Doc>> {
  const { ids, gate, list, one } = options;
  const found = new Map<string, Doc>();
  const lists = await Promise.all(batchesOf(ids).map((batch) => gate(() => list(batch))));
  for (const document of lists.flat()) if (document.Id) found.set(document.Id, document);
  const missing = ids.filter((id) => !found.has(id));
  await Promise.all(
    missing.map(async (id) => {
      const document = await gate(() => one(id)).catch(unlessNotFound);
      if (document !== undefined) found.set(id, document);
    }),
  );
  return found;
}

/** Ids in portions whose texts fit into one address. */
export function batchesOf(ids: readonly string[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const id of ids) {
    // A comma between two is three characters once it is encoded.
    const length = encodeURIComponent(id).length + 3;
    const batch = batches.at(-1);
    if (batch === undefined || length > room) {
      batches.push([id]);
      room = longestList - length;
    } else {
      batch.push(id);
      room -= length;
    }
  }
  return batches;
}

function unlessNotFound(error: unknown): undefined {
  if (error instanceof OctopusNotFoundError) return undefined;
  throw error;
}
