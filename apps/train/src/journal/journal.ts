import type { RunEvent } from '@octotrain/train-engine';
import { sha256 } from './chain.ts';
import type { RunLock, Segment } from './lock-record.ts';

/** Where a run writes down what it learned, before it acts on it. Both writes throw a `JournalTrouble`, and after one nothing is written any more. */
export interface Journal {
  /** Writes an event; it is safe from a crash of the process at once, and of the machine after `durable`. */
  append(event: RunEvent): Promise<void>;
  /** Resolves when everything appended is on disk, with the hash of its last line. Called before each request that changes something. */
  durable(): Promise<string>;
  /** Hash of the last line, which may not be on disk yet. */
  head(): string;
  close(): Promise<void>;
}

/**
 * Where the lines go. It stands at the end of what was read: a line that somebody else has written since is not written over, and the write is
 * refused with a `JournalTrouble` of the code `moved-on`.
 */
export interface JournalSink {
  /** One whole line, without its end. */
  write(line: string): Promise<void>;
  /** Resolves when what was written is on disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a line holds beside its place in the chain. */
export type LineBody =
  | { readonly lock: RunLock; readonly segment: Segment }
  | { readonly segment: Segment }
  | { readonly event: RunEvent };

/** Writes the lines of a journal: numbered, chained by hash, in the order they were asked for. */
export function journalWriter(
  sink: JournalSink,
  start: { now: () => string; seq: number; head: string },
): { journal: Journal; line(body: LineBody): Promise<void> } {
  let { seq, head } = start;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();
  function line(body: LineBody): Promise<void> {
    // Lines get their number and hash at once, in the order they were asked for; the writes follow one by one. After one that failed none is
    // written: it would not follow from what stands.
    const text = JSON.stringify({ v: 1, seq: seq++, prev: head, time: start.now(), ...body });
    head = sha256(text);
    dirty = true;
    writing = writing.then(() => sink.write(text));
    // Whoever asked hears of it; the chain of promises alone is nobody's failure.
    writing.catch(() => undefined);
    return writing;
  }
  const journal: Journal = {
    append: (event) => line({ event }),
    async durable() {
      const written = head;
      await writing;
      if (dirty) {
        dirty = false;
        writing = writing.then(() => sink.sync());
      }
      await writing;
      return written;
    },
    head: () => head,
    async close() {
      await writing.catch(() => undefined);
      await sink.close();
    },
  };
  return { journal, line };
}
