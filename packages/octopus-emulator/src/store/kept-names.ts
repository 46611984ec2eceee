import { histories } from './histories.ts';
import type { Shapes } from './history-file.ts';

/** What counts of a folder: written last, so all that it names is there. */
export interface Manifest {
  readonly version: 2;
  /** File of the settings and counters; null before there was one. */
  readonly settings: string | null;
  /** Files of histories, oldest first. */
  readonly histories: readonly string[];
  /** Journals from this number on are not in these files yet. */
  readonly journal: number;
}

export const MANIFEST = 'manifest.json';

export function journalName(number: number): string {
  return numbered('journal', number, 'jsonl');
}

export function numbered(kind: string, number: number, ending: string): string {
  return `${kind}-${String(number).padStart(6, '0')}.${ending}`;
}

// The shape of each history is asked about documents of its own only.
export const shapes = histories as unknown as Shapes;
