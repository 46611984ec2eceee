import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '@octotrain/durable-files';
import type { StateFolder } from '../run/run-folder.ts';
import type { JournalSink } from './journal.ts';
import { JournalTrouble, troubleWith } from './journal-trouble.ts';
import { parseJournal } from './read-journal.ts';
import type { JournalShelf } from './shelf.ts';

/** Room for the journal of a large train: a disk without it is as good as full. */
const room = Buffer.alloc(256 * 1024);

/** Journals as files of a state folder, `runs/RUN/journal.jsonl`. */
export function fileShelf(folder: StateFolder): JournalShelf {
  return {
    runs: folder.runs,
    async read(run) {
      const path = folder.journalPath(run);
      const text = await readIfThere(path);
      if (text === undefined) return { ok: false, code: 'no-journal', message: `no journal at ${path}` };
      return parseJournal(text, path);
    },
    ready: () => within(folder.path, () => tryToWrite(folder.path)),
    begin: (run) =>
      within(folder.journalPath(run), async (path) => {
        await mkdir(dirname(path), { recursive: true });
        return fileSink(path, await open(path, 'ax', 0o600), 0);
      }),
    goOn: (run, read) =>
      within(folder.journalPath(run), async (path) => {
        await truncate(path, read.wholeBytes);
        return fileSink(path, await open(path, 'a', 0o600), read.wholeBytes);
      }),
  };
}

function fileSink(path: string, file: FileHandle, size: number): JournalSink {
  let bytes = size;
  return {
    write: (line) =>
      within(path, async () => {
        if ((await file.stat()).size !== bytes) throw movedOn(path);
        const text = Buffer.from(`${line}\n`, 'utf8');
        await file.appendFile(text);
        bytes += text.length;
      }),
    sync: () => within(path, () => file.datasync()),
    close: () => file.close(),
  };
}

function movedOn(path: string): JournalTrouble {
  return new JournalTrouble({ code: 'moved-on', message: `somebody else has written to ${path} meanwhile` });
}

/** Writes as much as a run may need, sees that the disk took it, and removes it again. */
async function tryToWrite(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.room-${randomUUID().slice(0, 8)}`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(room);
    await file.datasync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

async function within<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  try {
    return await work(path);
  } catch (error) {
    throw troubleWith(path, error);
  }
}
