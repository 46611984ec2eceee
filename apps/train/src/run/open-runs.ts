import type { ReadJournal } from '../journal/read-journal.ts';
import type { JournalShelf } from '../journal/shelf.ts';
import { stateOf } from './session.ts';

/** Which server a run is on: its address, or the rehearsal's, which gets another port each time it starts and is the same world. */
export interface Where {
  readonly server: string;
  readonly rehearsal: boolean;
}

export type FindingOpenRuns =
  | { readonly ok: true; readonly runs: readonly ReadJournal[] }
  | { readonly ok: false; readonly message: string };

/** The runs on one server that have begun and not come to their end, by their journals, the newest first. A damaged journal is not passed over: nobody knows what it did. */
export async function findOpenRuns(
  shelf: JournalShelf,
  where: Where,
  isWanted: (run: string) => boolean = () => true,
): Promise<FindingOpenRuns> {
  const runs: ReadJournal[] = [];
  for (const run of await shelf.runs()) {
    if (!isWanted(run)) continue;
    const reading = await shelf.read(run);
    if (!reading.ok) {
      if (reading.code === 'journal-damaged') return { ok: false, message: reading.message };
      continue;
    }
    const { journal } = reading;
    if (!isSameServer(journal.lock, where)) continue;
    const state = stateOf(journal);
    if (state && !state.finished) runs.push(journal);
  }
  return { ok: true, runs };
}

/** The open run of a train on one server, if there is one. */
export async function findOpenRun(
  shelf: JournalShelf,
  where: Where & { readonly train: string },
): Promise<FindingOpenRuns> {
  const found = await findOpenRuns(shelf, where, (run) => run.startsWith(`${where.train}-`));
  if (!found.ok) return found;
  return { ok: true, runs: found.runs.filter(({ lock }) => lock.plan.train === where.train) };
}

function isSameServer(lock: Where, where: Where): boolean {
  return lock.rehearsal || where.rehearsal ? lock.rehearsal === where.rehearsal : lock.server === where.server;
}
