import type { Drops } from './columns.ts';
import type { Disk } from './disk.ts';
import { type HistoryFile, indexName, openHistoryFile, writeHistoryFile } from './history-file.ts';
import type { Journal } from './journal.ts';
import { journalName, MANIFEST, type Manifest, numbered, shapes } from './kept-names.ts';
import { mergeHistoryFiles } from './merge-files.ts';
import { historyNames, type Keeper, type KeptStore } from './store.ts';

/** Keeps changes in a journal, and compacts it in the background when it has grown. */
export interface Compaction extends Keeper {
  startOn(store: KeptStore, journalSize: number): void;
  compact(): Promise<void>;
  close(): Promise<void>;
}

const COMPACT_AT = 33_554_432;
/** A server that closes leaves at most so much for the next start to read. */
const LEFT_AT_END = 2_097_152;
/** So many files of about one size become one. */
const FILES_TOGETHER = 4;
const SAME_SIZE = 3;

export function compaction(options: {
  disk: Disk;
  journal: Journal;
  files: readonly HistoryFile[];
  /** `next` is free for names; journals from `firstJournal` on count. */
  numbers: { next: number; firstJournal: number };
  /** The file of settings that counts. */
  settings: string | null;
  compactAt?: number | undefined;
}): Compaction {
  const { disk, journal } = options;
  const compactAt = options.compactAt ?? COMPACT_AT;
  let { files } = options;
  let { next, firstJournal } = options.numbers;
  let settings = options.settings;
  let started: KeptStore | undefined;
  let before = 0;
  let running: Promise<void> | undefined;
  let failed: unknown;

  function store(): KeptStore {
    if (started === undefined) throw new Error('there is no store yet');
    return started;
  }

  function compact(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function run(): Promise<void> {
    await writeRecent();
    const together = filesToMerge(files);
    if (together.length > 0) await merge(together);
  }

  function compactIfGrown(limit: number): void {
    if (running !== undefined || failed !== undefined || started === undefined || before + journal.size < limit) return;
    // What was acknowledged is in the journal: a failure here loses nothing, and is told when the server closes.
    compact().catch((error: unknown) => {
      failed = error;
    });
  }

  /** Freezes what is in memory, writes it, and lets go of it. */
  async function writeRecent(): Promise<void> {
    const number = next;
    next += 1;
    const following = await disk.create(journalName(number));
    store().settle();
    journal.goOnIn(following);
    before = 0;
    const frozen = freeze();
    const name = numbered('history', number, 'jsonl');
    await writeHistoryFile(disk, name, { documents: frozen.documents, drops: frozen.drops, shapes });
    const settingsName = numbered('settings', number, 'json');
    await disk.replace(settingsName, frozen.settings());
    const file = await openHistoryFile(disk, name, shapes);
    const old = settings;
    await commit([...files, file], { settings: settingsName, journal: number });
    for (const history of historyNames) letGo(history, file, frozen.documents.get(history) ?? []);
    await removeAll([...(old === null ? [] : [old]), 'snapshot.json', 'journal.jsonl']);
  }

  function freeze() {
    const state = { counters: store().counters(), documents: store().settings() };
    const documents = new Map(historyNames.map((name) => [name, store().history(name).recent()]));
    const drops: Record<string, Record<string, readonly number[]>> = {};
    for (const { name, parts } of files) {
      for (const [history, part] of parts) {
        const rows = part.takeDropped();
        if (rows.length > 0) drops[name] = { ...drops[name], [history]: rows };
      }
    }
    const frozenDrops: Drops = drops;
    return { settings: () => JSON.stringify(state), documents, drops: frozenDrops };
  }

  /** From now on the documents are read from the file, but for those that have changed since they were frozen. */
  function letGo(history: string, file: HistoryFile, frozen: readonly { readonly Id: string }[]): void {
    const part = file.parts.get(history);
    const shelf = store().history(history);
    for (const [row, document] of frozen.entries()) {
      if (shelf.inMemory(document.Id) !== document) part?.dropRow(row);
    }
    const written = new Set(frozen);
    shelf.settle({ part, replaces: [], settled: (document) => written.has(document) });
  }

  async function merge(together: readonly HistoryFile[]): Promise<void> {
    const name = numbered('history', next, 'jsonl');
    next += 1;
    const moves = await mergeHistoryFiles(disk, name, together);
    const file = await openHistoryFile(disk, name, shapes);
    await commit([...files.filter((known) => !together.includes(known)), file], { settings, journal: firstJournal });
    for (const history of historyNames) {
      const olds = together.flatMap(({ parts }) => parts.get(history) ?? []);
      const part = file.parts.get(history);
      for (const old of olds) {
        for (const row of old.takeDropped()) {
          const to = moves.get(old)?.[row] ?? -1;
          if (to >= 0) part?.dropRow(to);
        }
      }
      store()
        .history(history)
        .settle({ part, replaces: olds, settled: () => false });
    }
    for (const old of together) {
      await old.file.close();
      await removeAll([old.name, indexName(old.name)]);
    }
  }

  /** What the files hold must be in the journal before they count: a file never knows more than was acknowledged. */
  async function commit(
    wanted: readonly HistoryFile[],
    rest: { settings: string | null; journal: number },
  ): Promise<void> {
    await store().flushed();
    const manifest: Manifest = {
      version: 2,
      settings: rest.settings,
      histories: wanted.map(({ name }) => name),
      journal: rest.journal,
    };
    await disk.replace(MANIFEST, JSON.stringify(manifest));
    files = wanted;
    settings = rest.settings;
    const done = Array.from({ length: rest.journal - firstJournal }, (_, at) => journalName(firstJournal + at));
    firstJournal = rest.journal;
    await removeAll(done);
  }

  async function removeAll(names: readonly string[]): Promise<void> {
    for (const name of names) await disk.remove(name);
  }

  return {
    append(change) {
      journal.append(change);
      compactIfGrown(compactAt);
    },
    flushed: () => journal.flushed(),
    startOn(kept, journalSize) {
      started = kept;
      before = journalSize;
      compactIfGrown(compactAt);
    },
    compact,
    async close() {
      await running?.catch(() => undefined);
      compactIfGrown(LEFT_AT_END);
      await running?.catch(() => undefined);
      await journal.close();
      for (const { file } of files) await file.close();
      if (failed !== undefined) throw failed;
    },
  };
}

/** The newest files, when there are several of about one size: they become one. */
function filesToMerge<F extends { readonly size: number }>(files: readonly F[]): readonly F[] {
  let size = 0;
  let from = files.length;
  for (; from > 0; from -= 1) {
    const own = files[from - 1]?.size ?? 0;
    if (size > 0 && own > size * SAME_SIZE) break;
    size += own;
  }
  return files.length - from >= FILES_TOGETHER ? files.slice(from) : [];
}
