import { readIfThere } from '@octotrain/durable-files';
import type { RunEvent } from '@octotrain/train-engine';
import { chainStart, sha256 } from './chain.ts';
import type { RunLock } from './lock-record.ts';

/** A journal as it stands in its file. */
export interface ReadJournal {
  readonly lock: RunLock;
  readonly lockTime: string;
  readonly events: readonly { readonly time: string; readonly event: RunEvent }[];
  /** Hash of the last line: what the next line points at. */
  readonly head: string;
  readonly nextSeq: number;
  /** Length in bytes of what is whole; a torn last line lies behind it. */
  readonly wholeBytes: number;
}

export type JournalReading =
  | { readonly ok: true; readonly journal: ReadJournal }
  | { readonly ok: false; readonly code: 'no-journal' | 'journal-damaged'; readonly message: string };

/**
 * Reads a journal and checks its chain: each line holds the hash of the line before it. A torn last line (the machine stopped while writing) is
 * left out; a line that was edited is refused with its number.
 */
export async function readJournal(path: string): Promise<JournalReading> {
  const text = await readIfThere(path);
  return text === undefined
    ? { ok: false, code: 'no-journal', message: `no journal at ${path}` }
    : parseJournal(text, path);
}

/** The same of a text, for the file named. */
export function parseJournal(text: string, path: string): JournalReading {
  const end = text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n').slice(0, -1);
  let prev = chainStart;
  let lock: { lock: RunLock; time: string } | undefined;
  const events: { time: string; event: RunEvent }[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry?.v !== 1 || entry.seq !== index || entry.prev !== prev) {
      const message = `${path}:${index + 1}: this line does not follow from the one before it; the journal was edited or damaged`;
      return { ok: false, code: 'journal-damaged', message };
    }
    if (entry.lock) lock = { lock: entry.lock, time: entry.time };
    if (entry.event) events.push({ time: entry.time, event: entry.event });
    prev = sha256(line);
  }
  if (!lock) return { ok: false, code: 'no-journal', message: `${path} has no first line: nothing was sent yet` };
  const wholeBytes = Buffer.byteLength(text.slice(0, end), 'utf8');
  return {
    ok: true,
    journal: { lock: lock.lock, lockTime: lock.time, events, head: prev, nextSeq: lines.length, wholeBytes },
  };
}

interface Line {
  readonly v: number;
  readonly seq: number;
  readonly prev: string;
  readonly time: string;
  readonly lock?: RunLock;
  readonly event?: RunEvent;
}

function parseLine(line: string): Line | undefined {
  try {
    // Written by us; what the chain does not vouch for is refused by the caller.
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}
