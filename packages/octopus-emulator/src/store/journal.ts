import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import type { Change, Keeper } from './store.ts';

/** A journal on disk: one line per change, in order. */
export interface Journal extends Keeper {
  close(): Promise<void>;
}

const lineSchema = z.object({
  c: z.record(z.string(), z.number()),
  d: z.array(z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.unknown()])])),
});

export function journalLine(change: Change): string {
  return `${JSON.stringify({ c: change.counters, d: change.documents })}\n`;
}

/**
 * Reads the lines of a journal. What a crash left half written at its end is dropped: it was never acknowledged. Damage
 * further up is not repaired: it throws.
 */
export function readJournal(text: string, path: string): readonly Change[] {
  const lines = text.split('\n');
  const changes: Change[] = [];
  for (const [index, line] of lines.entries()) {
    const change = parseLine(line);
    if (change !== undefined) {
      changes.push(change);
      continue;
    }
    if (lines.slice(index + 1).some((later) => parseLine(later) !== undefined)) {
      throw new Error(
        `${path}:${index + 1}: this line is damaged, and others follow it; restore the folder from a backup`,
      );
    }
    break;
  }
  return changes;
}

function parseLine(line: string): Change | undefined {
  try {
    const { c, d } = lineSchema.parse(JSON.parse(line));
    return { counters: c, documents: d };
  } catch {
    return undefined;
  }
}

/** Appends to a journal: lines that come while one group is being written go out together, with one fdatasync. */
export async function openJournal(path: string): Promise<Journal> {
  const handle = await open(path, 'a', 0o600);
  return createJournal(handle);
}

type Disk = Pick<FileHandle, 'appendFile' | 'datasync' | 'close'>;

/** A journal over an open file. After a failed write nothing is acknowledged any more. */
export function createJournal(disk: Disk): Journal {
  let pending: string[] = [];
  let appended = 0;
  let durable = 0;
  let failure: Error | undefined;
  let writing: Promise<void> | undefined;
  let waiters: { until: number; resolve: () => void; reject: (reason: Error) => void }[] = [];

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const group = pending;
      pending = [];
      await disk.appendFile(group.join(''));
      await disk.datasync();
      durable += group.length;
      const done = waiters.filter((waiter) => waiter.until <= durable);
      waiters = waiters.filter((waiter) => waiter.until > durable);
      for (const waiter of done) waiter.resolve();
    }
  }

  function fail(reason: unknown): void {
    failure = new Error('the data folder cannot be written any more', { cause: reason });
    const lost = waiters;
    waiters = [];
    for (const waiter of lost) waiter.reject(failure);
  }

  function start(): void {
    if (writing !== undefined || failure !== undefined) return;
    writing = writeAll()
      .catch(fail)
      .finally(() => {
        writing = undefined;
        if (pending.length > 0) start();
      });
  }

  return {
    append(change) {
      pending.push(journalLine(change));
      appended += 1;
      start();
    },
    async flushed() {
      if (failure !== undefined) throw failure;
      if (durable >= appended) return;
      const until = appended;
      await new Promise<void>((resolve, reject) => waiters.push({ until, resolve, reject }));
    },
    async close() {
      await writing;
      await disk.close();
    },
  };
}
