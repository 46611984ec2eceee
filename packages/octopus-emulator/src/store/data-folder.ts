import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '@octotrain/durable-files';
import { z } from 'zod';
import { lockFolder } from './folder-lock.ts';
import { openJournal, readJournal } from './journal.ts';
import type { Change, Keeper, State } from './store.ts';

/** A folder that a server's state is kept in. */
export interface DataFolder {
  /** What was kept; undefined for a new folder. */
  readonly state: State | undefined;
  readonly keeper: Keeper;
  /** Replaces a file of the folder, readable by its owner only. */
  write(name: string, text: string): Promise<void>;
  close(): Promise<void>;
}

const stateSchema = z.object({
  counters: z.record(z.string(), z.number()),
  documents: z.record(z.string(), z.array(z.looseObject({ Id: z.string() }))),
});

/**
 * Opens a folder: reads the snapshot and the journal, writes both together as a new snapshot, and starts the journal
 * anew. A crash in between is harmless: replaying the old journal over the new snapshot gives the same state.
 *
 * @throws {FolderInUseError} when another process has it open.
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  try {
    const snapshotPath = join(folder, 'snapshot.json');
    const journalPath = join(folder, 'journal.jsonl');
    const snapshot = await readIfThere(snapshotPath);
    const changes = readJournal((await readIfThere(journalPath)) ?? '', journalPath);
    const state = snapshot === undefined && changes.length === 0 ? undefined : replay(parseState(snapshot), changes);
    if (state !== undefined) await writeWhole(snapshotPath, JSON.stringify(state), { ownerOnly: true });
    await writeWhole(journalPath, '', { ownerOnly: true });
    const journal = await openJournal(journalPath);
    return {
      state,
      keeper: journal,
      write: (name, text) => writeWhole(join(folder, name), text, { ownerOnly: true }),
      async close() {
        await journal.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function parseState(text: string | undefined): State {
  return text === undefined ? { counters: {}, documents: {} } : stateSchema.parse(JSON.parse(text));
}

/** The state after a series of changes. Replaying changes that are part of the state already changes nothing. */
export function replay(state: State, changes: readonly Change[]): State {
  const counters = { ...state.counters };
  const collections = new Map<string, Map<string, unknown>>();
  for (const [name, documents] of Object.entries(state.documents)) {
    // A state's documents have ids: `parseState` has seen to it.
    collections.set(name, new Map((documents as readonly { Id: string }[]).map((document) => [document.Id, document])));
  }
  for (const change of changes) {
    Object.assign(counters, change.counters);
    for (const [name, id, document] of change.documents) {
      const documents = collections.get(name) ?? new Map<string, unknown>();
      collections.set(name, documents);
      if (document === undefined) documents.delete(id);
      else documents.set(id, document);
    }
  }
  const documents = Object.fromEntries([...collections].map(([name, byId]) => [name, [...byId.values()]]));
  return { counters, documents };
}
