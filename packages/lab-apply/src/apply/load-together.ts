import type { PlannedWrite } from '../diff/diff.ts';
import type { Among, Place, Stored } from '../kinds/item.ts';
import { documentsOf } from '../read/documents.ts';
import { readTenantVariables } from '../read/read-tenants.ts';
import type { Reading } from '../read/reader.ts';

/** A write, and where it goes. */
export interface PlacedWrite {
  readonly write: PlannedWrite;
  readonly place: Place;
}

/**
 * Reads what has to be read right before it is written, for many writes at once: what came into being with its owner a
 * moment ago, and what changes when others are written. The same writes, each with what was read for it; what the server
 * does not tell together is left to be read by itself.
 */
export async function loadTogether(reading: Reading, writes: readonly PlacedWrite[]): Promise<readonly PlannedWrite[]> {
  const wanted = writes.flatMap(({ write, place }) => {
    const { among, readsAnew = false } = write.item;
    if (among === undefined || (write.stored !== undefined && !readsAnew)) return [];
    return [{ write, spaceId: place.spaceId, documents: among.documents, id: among.id(place) }];
  });
  const groups = new Map<string, typeof wanted>();
  for (const one of wanted) {
    const key = `${one.spaceId} ${one.documents}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const loaded = new Map<PlannedWrite, Stored>();
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const [first] = group;
      // One by itself is read when its turn comes.
      if (first === undefined || group.length === 1) return;
      const ids = group.map(({ id }) => id);
      const found = await read(reading, first.spaceId, first.documents, ids);
      for (const { write, id } of group) {
        const document = found.get(id);
        if (document !== undefined) loaded.set(write, document);
      }
    }),
  );
  return writes.map(({ write }) => {
    const stored = loaded.get(write);
    return stored === undefined ? write : { ...write, stored, isFresh: true };
  });
}

function read(
  reading: Reading,
  spaceId: string,
  documents: Among['documents'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored>> {
  const all = documentsOf(reading, spaceId);
  switch (documents) {
    case 'variable sets':
      return all.variableSets(ids);
    case 'deployment processes':
      return all.deploymentProcesses(ids);
    case 'runbook processes':
      return all.runbookProcesses(ids);
    case 'tenant variables':
      return readTenantVariables(reading, spaceId, ids);
  }
}
