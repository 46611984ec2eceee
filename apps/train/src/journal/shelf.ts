import { chainStart } from './chain.ts';
import { type Journal, type JournalSink, journalWriter } from './journal.ts';
import type { RunLock, Segment } from './lock-record.ts';
import type { JournalReading, ReadJournal } from './read-journal.ts';

/** Where journals are kept, by run. What cannot be written throws a `JournalTrouble`. */
export interface JournalShelf {
  /** Run ids, the newest first. */
  runs(): Promise<readonly string[]>;
  read(run: string): Promise<JournalReading>;
  /** Throws when a journal could not be written now: asked before anything is sent. */
  ready(): Promise<void>;
  /** Where the first line of a run's journal goes; there must be none yet. */
  begin(run: string): Promise<JournalSink>;
  /** Where the next line goes; what a torn write left behind the last whole line is cut off. */
  goOn(run: string, read: ReadJournal): Promise<JournalSink>;
}

/** Starts the journal of a run: its lock is on disk when this resolves. */
export async function createJournal(options: {
  shelf: JournalShelf;
  lock: RunLock;
  segment: Segment;
  /** ISO 8601. */
  now: () => string;
}): Promise<Journal> {
  const { shelf, lock, segment, now } = options;
  const writer = journalWriter(await shelf.begin(lock.run), { now, seq: 0, head: chainStart });
  await writer.line({ lock, segment });
  await writer.journal.durable();
  return writer.journal;
}

/** Goes on with a journal that was read. A machine that did not write its end begins a segment of its own, and so does one that others came before. */
export async function continueJournal(options: {
  shelf: JournalShelf;
  read: ReadJournal;
  segment: Omit<Segment, 'from'>;
  /** Others may have sent things since. */
  blind: boolean;
  now: () => string;
}): Promise<Journal> {
  const { shelf, read, segment, blind, now } = options;
  const sink = await shelf.goOn(read.lock.run, read);
  const writer = journalWriter(sink, { now, seq: read.heads.length, head: read.head });
  const last = read.segments.at(-1);
  if (blind || last?.machine !== segment.machine || last.host !== segment.host)
    await writer.line({ segment: { ...segment, from: 'journal' } });
  return writer.journal;
}
