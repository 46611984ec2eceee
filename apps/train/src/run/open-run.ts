import { type ReadJournal, readJournal } from '../journal/read-journal.ts';
import type { StateFolder } from './run-folder.ts';
import { replayJournal } from './session.ts';

/** A run that has not come to its end. */
interface OpenRun {
  readonly run: string;
  readonly read: ReadJournal;
}

export type FindingOpenRun =
  | { readonly ok: true; readonly open: OpenRun | null }
  | { readonly ok: false; readonly message: string };

/** The open run of a train on one server, if there is one. A damaged journal of this train is not passed over: nobody knows what it did. */
export async function findOpenRun(options: {
  folder: StateFolder;
  train: string;
  server: string;
  rehearsal: boolean;
}): Promise<FindingOpenRun> {
  const { folder, train, server, rehearsal } = options;
  for (const run of await folder.runs()) {
    if (!run.startsWith(`${train}-`)) continue;
    const reading = await readJournal(folder.journalPath(run));
    if (!reading.ok) {
      if (reading.code === 'journal-damaged') return { ok: false, message: reading.message };
      continue;
    }
    const { lock } = reading.journal;
    if (lock.plan.train !== train || !sameServer(lock, { server, rehearsal })) continue;
    const { state } = replayJournal(reading.journal);
    if (state && !state.finished) return { ok: true, open: { run, read: reading.journal } };
  }
  return { ok: true, open: null };
}

/** A rehearsal's server gets another port each time it starts, and is the same world. */
function sameServer(a: { server: string; rehearsal: boolean }, b: { server: string; rehearsal: boolean }): boolean {
  return a.rehearsal || b.rehearsal ? a.rehearsal === b.rehearsal : a.server === b.server;
}
