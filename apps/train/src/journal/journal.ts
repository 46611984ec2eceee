import { mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunEvent } from '@octotrain/train-engine';
import { chainStart, sha256 } from './chain.ts';
import type { RunLock } from './lock-record.ts';
import type { ReadJournal } from './read-journal.ts';

/** Where a run writes down what it learned, before it acts on it. */
export interface Journal {
  /** Writes an event; it is safe from a crash of the process at once, and of the machine after `durable`. */
  append(event: RunEvent): Promise<void>;
  /** Resolves when everything appended is on disk. Called before each request that changes something. */
  durable(): Promise<void>;
  /** Hash of the last line. */
  head(): string;
  close(): Promise<void>;
}

/** Where the lines go: a file opened to append, or what behaves like one. */
export interface JournalFile {
  appendFile(text: string): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly path: string;
  /** ISO 8601. */
  readonly now: () => string;
}

/** Starts the journal of a new run; refuses to write over another. */
export async function createJournal(options: Options & { lock: RunLock }): Promise<Journal> {
  await mkdir(dirname(options.path), { recursive: true });
  const file = await open(options.path, 'ax', 0o600);
  const writer = journalWriter(file, { ...options, seq: 0, head: chainStart });
  await writer.line({ lock: options.lock });
  await writer.journal.durable();
  return writer.journal;
}

/** Goes on with a journal that was read; what a torn write left behind its last whole line is cut off. */
export async function continueJournal(options: Options & { read: ReadJournal }): Promise<Journal> {
  await truncate(options.path, options.read.wholeBytes);
  const file = await open(options.path, 'a', 0o600);
  return journalWriter(file, { ...options, seq: options.read.nextSeq, head: options.read.head }).journal;
}

/** Writes the lines of a journal: numbered, chained by hash, in the order they were asked for. */
export function journalWriter(
  file: JournalFile,
  start: { now: () => string; seq: number; head: string },
): { journal: Journal; line(body: object): Promise<void> } {
  let { seq, head } = start;
  let dirty = false;
  let writing: Promise<unknown> = Promise.resolve();
  function line(body: object): Promise<void> {
    // Lines get their number and hash at once, in the order they were asked for; the writes follow one by one.
    const text = JSON.stringify({ v: 1, seq: seq++, prev: head, time: start.now(), ...body });
    head = sha256(text);
    dirty = true;
    const written = writing.then(() => file.appendFile(`${text}\n`));
    writing = written.catch(() => undefined);
    return written;
  }
  const journal: Journal = {
    append: (event) => line({ event }),
    async durable() {
      await writing;
      if (!dirty) return;
      dirty = false;
      await file.datasync();
    },
    head: () => head,
    async close() {
      await writing;
      await file.close();
    },
  };
  return { journal, line };
}
