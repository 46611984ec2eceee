import type { JournalSink } from './journal.ts';

/** A disk of one file in memory: what was written so far, and a place to write. */
export function textSink(): { readonly sink: JournalSink; text(): string } {
  let text = '';
  return {
    sink: {
      write: async (line) => {
        text += `${line}\n`;
      },
      sync: async () => {},
      close: async () => {},
    },
    text: () => text,
  };
}
