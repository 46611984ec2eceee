import type { RunEvent } from '@octotrain/train-engine';
import { chainStart, sha256 } from './chain.ts';
import type { RunLock, Segment } from './lock-record.ts';

/** A journal as it stands. */
export interface ReadJournal {
  readonly lock: RunLock;
  /** `line` counts from 1. */
  readonly events: readonly { readonly time: string; readonly line: number; readonly event: RunEvent }[];
  /** Which machines wrote it, in their order, and from which line on. */
  readonly segments: readonly (Segment & { readonly line: number })[];
  /** Hash of each line. The last one is what the next line points at. */
  readonly heads: readonly string[];
  readonly head: string;
  /** Length in bytes of what is whole; a torn last line lies behind it. */
  readonly wholeBytes: number;
}

export type JournalReading =
  | { readonly ok: true; readonly journal: ReadJournal }
  | { readonly ok: false; readonly code: 'no-journal' | 'journal-damaged'; readonly message: string };

/**
 * Reads the text of a journal, of the file named, and checks its chain: each line holds the hash of the line before it. A torn last line (the machine
 * stopped while writing) is left out; a line that was edited is refused with its number. That the last line was edited does not show here: `verify`
 * compares it with what the server was told.
 */
export function parseJournal(text: string, path: string): JournalReading {
  const end = text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n').slice(0, -1);
  const heads = lines.map(sha256);
  const entries = lines.map(parseLine);
  const damage = findDamage(entries, heads);
  if (damage) return { ok: false, code: 'journal-damaged', message: `${path}:${damage.line}: ${damage.what}` };
  const lock = entries[0]?.lock;
  if (!lock) return { ok: false, code: 'no-journal', message: `${path} has no first line: nothing was sent yet` };
  return {
    ok: true,
    journal: {
      lock,
      events: entries.flatMap((entry, at) =>
        entry?.event ? [{ time: entry.time, line: at + 1, event: entry.event }] : [],
      ),
      segments: entries.flatMap((entry, at) => (entry?.segment ? [{ ...entry.segment, line: at + 1 }] : [])),
      heads,
      head: heads.at(-1) ?? chainStart,
      wholeBytes: Buffer.byteLength(text.slice(0, end), 'utf8'),
    },
  };
}

interface Line {
  readonly v: number;
  readonly seq: number;
  readonly prev: string;
  readonly time: string;
  readonly lock?: RunLock;
  readonly segment?: Segment;
  readonly event?: RunEvent;
}

/** The first line that is not as it was written, counted from 1. */
function findDamage(
  entries: readonly (Line | undefined)[],
  heads: readonly string[],
): { line: number; what: string } | undefined {
  const follows = (at: number) => entries[at]?.prev === (heads[at - 1] ?? chainStart);
  const at = entries.findIndex((entry, index) => entry?.v !== 1 || entry.seq !== index || !follows(index));
  if (at < 0) return undefined;
  const entry = entries[at];
  if (entry?.v !== 1) return { line: at + 1, what: 'this is no line of a journal: it was edited or damaged' };
  if (entry.seq > at)
    return { line: at + 1, what: `lines are missing before this one, which was line ${entry.seq + 1}` };
  if (entry.seq < at)
    return { line: at + 1, what: `lines were put in before this one, which was line ${entry.seq + 1}` };
  // Two lines do not fit: it is the one before that is not what it was, unless the line after does not fit this one either.
  const next = entries[at + 1];
  const isThis = at === 0 || (next !== undefined && next.prev !== heads[at]);
  return { line: isThis ? at + 1 : at, what: 'this line is not what was written: the journal was edited or damaged' };
}

function parseLine(line: string): Line | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    // Written by us; what the chain does not vouch for is refused by the caller.
    return typeof parsed === 'object' && parsed !== null ? (parsed as Line) : undefined;
  } catch {
    return undefined;
  }
}
