import type { GrowingFile } from './disk.ts';
import type { Change, Keeper } from './store.ts';

/** A journal on disk: one line per change, in order. */
export interface Journal extends Keeper {
  /** Bytes given to the file that is written now. */
  readonly size: number;
  /** What comes from now on goes into the next file. */
  goOnIn(file: GrowingFile): void;
  close(): Promise<void>;
}

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
    const parsed: unknown = JSON.parse(line);
    return isLine(parsed) ? { counters: parsed.c, documents: parsed.d } : undefined;
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is { c: Change['counters']; d: Change['documents'] } {
  if (typeof value !== 'object' || value === null || !('c' in value) || !('d' in value)) return false;
  const { c, d } = value;
  return (
    typeof c === 'object' &&
    c !== null &&
    Object.values(c).every((number) => typeof number === 'number') &&
    Array.isArray(d) &&
    d.every((entry) => Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string')
  );
}

/**
 * A journal over a file: lines that come while one group is being written go out together, with one sync. After a failed
 * write nothing is acknowledged any more.
 */
export function createJournal(first: GrowingFile): Journal {
  let file = first;
  let size = 0;
  const pending: (string | GrowingFile)[] = [];
  let appended = 0;
  let durable = 0;
  let failure: Error | undefined;
  let writing: Promise<void> | undefined;
  let waiters: { until: number; resolve: () => void; reject: (reason: Error) => void }[] = [];

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const [next] = pending;
      if (typeof next === 'object') {
        pending.shift();
        await file.close();
        file = next;
        continue;
      }
      const end = pending.findIndex((entry) => typeof entry === 'object');
      const group = pending.splice(0, end < 0 ? pending.length : end);
      await file.append(group.join(''));
      await file.sync();
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
    get size() {
      return size;
    },
    append(change) {
      const line = journalLine(change);
      pending.push(line);
      size += line.length;
      appended += 1;
      start();
    },
    goOnIn(next) {
      pending.push(next);
      size = 0;
      start();
    },
    async flushed() {
      if (failure !== undefined) throw failure;
      if (durable >= appended) return;
      const until = appended;
      await new Promise<void>((resolve, reject) => waiters.push({ until, resolve, reject }));
    },
    async close() {
      while (writing !== undefined) await writing;
      await file.close();
    },
  };
}
