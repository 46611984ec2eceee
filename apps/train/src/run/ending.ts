import { JournalTrouble } from '../journal/journal-trouble.ts';
import { ServerTrouble } from './hands.ts';
import { LeaseLost } from './lease.ts';

/** How this process left a run. All but `finished` leave it open, to be resumed. */
export type Ending =
  | { readonly is: 'finished'; readonly failed: boolean }
  | { readonly is: 'waiting' }
  | { readonly is: 'unknown' }
  | { readonly is: 'interrupted' }
  | { readonly is: 'unreachable'; readonly message: string }
  | { readonly is: 'not-permitted'; readonly message: string }
  /** Somebody else drives the trains of this key now. */
  | { readonly is: 'taken-over'; readonly message: string }
  /** A person stopped the trains of this key. */
  | { readonly is: 'halted'; readonly message: string }
  /** The disk does not take the journal, so nothing may be sent. */
  | { readonly is: 'unwritable'; readonly message: string };

/** The ending that an error stands for; what it does not know is thrown on. */
export function endingOf(error: unknown): Ending {
  if (error instanceof LeaseLost) {
    const { is, message } = error.word;
    return { is: is === 'taken' ? 'taken-over' : 'halted', message };
  }
  if (error instanceof JournalTrouble) {
    const { code, message } = error;
    return { is: code === 'moved-on' ? 'taken-over' : 'unwritable', message };
  }
  if (!(error instanceof ServerTrouble)) throw error;
  return { is: error.code === 'unreachable' ? 'unreachable' : 'not-permitted', message: error.message };
}
