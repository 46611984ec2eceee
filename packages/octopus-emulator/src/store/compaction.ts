import type { Drops } from './columns.ts';
import type { Disk } from './disk.ts';
import { type HistoryFile, indexName, openHistoryFile, writeHistoryFile } from './history-file.ts';
import type { Journal } from './journal.ts';
import { journalName, MANIFEST, type Manifest, numbered, shapes } from './kept-names.ts';
import { mergeHistoryFiles } from './merge-files.ts';
import { historyNames, type Keeper, type KeptStore } from './store.ts';
import { createTrouble, type TroubleEars } from './trouble.ts';

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
  ears?: TroubleEars | undefined;
}): Compaction {
  const { disk, journal } = options;
  const compactAt = options.compactAt ?? COMPACT_AT;
  let { files } = options;
  let { next, firstJournal } = options.numbers;
  let settings = options.settings;
  let started: KeptStore | undefined;
  let before = 0;
  let running: Promise<void> | undefined;
  const trouble = createTrouble(options.ears, () => void compact().catch(() => undefined));
  /** Of older files, what does not count any more and no file says yet. */
  let untold: Drops = {};

  function store(): KeptStore {
    if (started === undefined) throw new Error('there is no store yet');
    return started;
  }

  function compact(): Promise<void> {
    running ??= run()
      .then(trouble.over, (error: unknown) => {
        trouble.happened(error);
        throw error;
      })
      .finally(() => {
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
    if (running !== undefined || started === undefined || before + journal.size < limit) return;
    // What was acknowledged is in the journal: a failure here loses nothing. Who listens was told of it.
    compact().catch(() => undefined);
  }

  /** Freezes what is in memory, writes it, and lets go of it. What fails changes nothing of what counts. */
  async function writeRecent(): Promise<void> {
    const number = next;
    next += 1;
    const following = await disk.create(journalName(number));
    store().settle();
    const grown = before + journal.size;
    journal.goOnIn(following);
    before = 0;
    const frozen = freeze();
    const name = numbered('history', number, 'jsonl');
    const settingsName = numbered('settings', number, 'json');
    const old = settings;
    try {
      const file = await attempt([name, indexName(name), settingsName], async () => {
        await writeHistoryFile(disk, name, { documents: frozen.documents, drops: frozen.drops, shapes });
        await disk.replace(settingsName, frozen.settings());
        return openHistoryFile(disk, name, shapes);
      });
      await commit([...files, file], { settings: settingsName, journal: number });
      untold = {};
      for (const history of historyNames) letGo(history, file, frozen.documents.get(history) ?? []);
    } catch (error) {
      // The older journals count on, and so does what they say of older files.
      before += grown;
      untold = frozen.drops;
      throw error;
    }
    await removeAll([...(old === null ? [] : [old]), 'snapshot.json', 'journal.jsonl']);
  }

  function freeze() {
    const state = { counters: store().counters(), documents: store().settings() };
    const documents = new Map(historyNames.map((name) => [name, store().history(name).recent()]));
    const drops: Record<string, Record<string, readonly number[]>> = {};
    for (const { name, parts } of files) {
      for (const [history, part] of parts) {
        const rows = [...(untold[name]?.[history] ?? []), ...part.takeDropped()];
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
    const { moves, file } = await attempt([name, indexName(name)], async () => ({
      moves: await mergeHistoryFiles(disk, name, together),
      file: await openHistoryFile(disk, name, shapes),
    }));
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
      await old.file.close().catch(() => undefined);
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

  /** Makes files that nothing names yet; when it fails they are taken away: a full disk has no room for them. */
  async function attempt<T>(names: readonly string[], make: () => Promise<T>): Promise<T> {
    try {
      return await make();
    } catch (error) {
      await removeAll(names);
      throw error;
    }
  }

  /** What cannot be removed now is removed by the next start. */
  async function removeAll(names: readonly string[]): Promise<void> {
    for (const name of names) await disk.remove(name).catch(() => undefined);
  }

  return {
    append(change) {
      journal.append(change);
      // After a failure it is time that decides, not growth.
      if (!trouble.stands()) compactIfGrown(compactAt);
    },
    flushed: () => journal.flushed(),
    startOn(kept, journalSize) {
      started = kept;
      before = journalSize;
      compactIfGrown(compactAt);
    },
    compact,
    async close() {
      trouble.close();
      await running?.catch(() => undefined);
      compactIfGrown(trouble.stands() ? 0 : LEFT_AT_END);
      await running?.catch(() => undefined);
      await journal.close();
      for (const { file } of files) await file.close();
      trouble.raise();
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
