import { z } from 'zod';
import type { Drops } from './columns.ts';
import { compaction } from './compaction.ts';
import type { Disk } from './disk.ts';
import { type HistoryFile, openHistoryFile } from './history-file.ts';
import { identifiedSchema } from './identified.ts';
import { createJournal, readJournal } from './journal.ts';
import { journalName, MANIFEST, type Manifest, shapes } from './kept-names.ts';
import type { Part } from './part.ts';
import { type Change, createStore, type KeptStore, type State } from './store.ts';
import type { TroubleEars } from './trouble.ts';

/** A store that is kept on a disk. */
export interface Kept {
  /** Nothing was kept before. */
  readonly isNew: boolean;
  readonly store: KeptStore;
  /** Puts what the journal says into files of its own, where it is found without reading it all. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

const manifestSchema = z.object({
  version: z.literal(2),
  settings: z.string().nullable(),
  histories: z.array(z.string()),
  journal: z.number(),
});

const stateSchema = z.object({
  counters: z.record(z.string(), z.number()),
  documents: z.record(z.string(), z.array(identifiedSchema)),
});

/** As folders were before there were manifests: everything in one file, and one journal. */
const FIRST_SNAPSHOT = 'snapshot.json';
const FIRST_JOURNAL = 'journal.jsonl';

/** Opens what is kept on a disk, and goes on keeping it there. `initial` is what a new disk starts with. */
export async function openKept(
  disk: Disk,
  options: { place: string; initial?: State | undefined; compactAt?: number | undefined; ears?: TroubleEars },
): Promise<Kept> {
  const names = await disk.names();
  const manifest = readManifest(await disk.text(MANIFEST), options.place);
  const settings = await disk.text(manifest?.settings ?? FIRST_SNAPSHOT);
  const journals = names.flatMap((name) => numberOfJournal(name) ?? []).sort((a, b) => a - b);
  const counting = journals.filter((number) => number >= (manifest?.journal ?? 0));
  const read = await readJournals(disk, options.place, [
    ...(manifest === undefined ? [FIRST_JOURNAL] : []),
    ...counting.map(journalName),
  ]);
  const isNew = settings === undefined && manifest === undefined && read.changes.length === 0;

  const files: HistoryFile[] = [];
  for (const name of manifest?.histories ?? []) files.push(await openHistoryFile(disk, name, shapes));
  for (const { drops } of files) dropAll(files, drops);
  const next = 1 + Math.max(0, manifest?.journal ?? 0, ...journals, ...names.map(numberOfFile));
  const journal = createJournal(await disk.create(journalName(next)));
  const keeper = compaction({
    disk,
    journal,
    files,
    numbers: { next: next + 1, firstJournal: counting[0] ?? next },
    settings: manifest?.settings ?? null,
    compactAt: options.compactAt,
    ears: options.ears,
  });
  const kept = settings === undefined ? undefined : stateSchema.parse(JSON.parse(settings));
  const store = createStore({ state: isNew ? options.initial : kept, keeper, parts: partsOf(files) });
  for (const change of read.changes) store.replay(change);
  await removeOthers(disk, names, manifest);
  keeper.startOn(store, read.size);
  if (isNew && options.initial !== undefined) await keeper.compact();
  return { isNew, store, compact: () => keeper.compact(), close: () => keeper.close() };
}

function readManifest(text: string | undefined, place: string): Manifest | undefined {
  if (text === undefined) return undefined;
  const read = manifestSchema.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  throw new Error(`${place}/${MANIFEST} is not a manifest of this version: use the program that wrote it`);
}

async function readJournals(
  disk: Disk,
  place: string,
  names: readonly string[],
): Promise<{ changes: readonly Change[]; size: number }> {
  let size = 0;
  const changes: (readonly Change[])[] = [];
  for (const name of names) {
    const text = (await disk.text(name)) ?? '';
    size += text.length;
    changes.push(readJournal(text, `${place}/${name}`));
  }
  return { changes: changes.flat(), size };
}

/** The number in the name of a file, whatever kind it is of. */
function numberOfFile(name: string): number {
  return Number(/-(\d{6,})\.\w+$/.exec(name)?.[1] ?? 0);
}

function numberOfJournal(name: string): number | undefined {
  const [, number] = /^journal-(\d+)\.jsonl$/.exec(name) ?? [];
  return number === undefined ? undefined : Number(number);
}

function dropAll(files: readonly HistoryFile[], drops: Drops): void {
  for (const { name, parts } of files) {
    for (const [history, rows] of Object.entries(drops[name] ?? {})) {
      const part = parts.get(history);
      for (const row of rows) part?.dropRow(row);
      part?.takeDropped();
    }
  }
}

function partsOf(
  files: readonly HistoryFile[],
): ReadonlyMap<string, readonly Part<{ readonly Id: string }, unknown>[]> {
  const names = new Set(files.flatMap(({ parts }) => [...parts.keys()]));
  return new Map([...names].map((name) => [name, files.flatMap(({ parts }) => parts.get(name) ?? [])]));
}

/** Removes what a crash left: files that are not named by the manifest. */
async function removeOthers(disk: Disk, names: readonly string[], manifest: Manifest | undefined): Promise<void> {
  const named = new Set([manifest?.settings, ...(manifest?.histories ?? [])]);
  for (const name of names) {
    const journal = numberOfJournal(name);
    const isOld = manifest !== undefined && (name === FIRST_SNAPSHOT || name === FIRST_JOURNAL);
    const isUnnamed =
      /^(?:settings-\d+\.json|history-\d+\.(?:jsonl|index))$/.test(name) &&
      !named.has(name.replace(/\.index$/, '.jsonl'));
    const isDone = journal !== undefined && journal < (manifest?.journal ?? 0);
    if (isOld || isUnnamed || isDone) await disk.remove(name);
  }
}
