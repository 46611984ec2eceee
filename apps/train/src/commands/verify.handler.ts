import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { findRunRelease } from '../record/run-release.ts';
import { type Finding, judgeRun } from '../verify/judge.ts';
import { postedByRun } from '../verify/posted.ts';
import { type Desk, desk } from './desk.ts';
import { findJournal, tellNoRunHere } from './known-run.ts';
import { withServerOf } from './with-server.ts';

export interface VerifyFlags {
  readonly json: boolean;
  readonly state?: string;
}

/** `verify [RUN]`: whether the journal is what was written, by its chain and by what the server was told. */
export async function verify(this: TrainContext, flags: VerifyFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  const found = await findJournal(at, name);
  if (!found.ok) return this.setExitCode(found.exit);
  const journal = found.value;
  if (!journal) return this.setExitCode(tellNoRunHere(at, name));
  this.setExitCode(await withServerOf(at, journal.lock, (connection) => tellVerdict(at, journal, connection, flags)));
}

async function tellVerdict(
  at: Desk,
  journal: ReadJournal,
  { client, keys }: Connection,
  { json }: VerifyFlags,
): Promise<ExitCode> {
  const { lock, heads, segments } = journal;
  const { record, train } = lock.plan;
  const [posted, release, key] = await Promise.all([
    postedByRun(client, lock),
    record ? findRunRelease(client.api, record, lock.run) : null,
    record ? keys(record).read(train) : null,
  ]);
  const findings = judgeRun({ journal, posted, release, key: key?.state ?? null });
  const verdict = verdictOf(findings);
  if (json) {
    at.print(JSON.stringify({ schema: 1, run: lock.run, verdict, lines: heads.length, segments, findings }));
  } else {
    at.print(
      `run ${lock.run}: ${heads.length} lines of journal in ${segments.length} ${segments.length === 1 ? 'segment' : 'segments'}, each follows from the one before`,
    );
    for (const { is, subject, words } of findings) at.print(`${marks[is]} ${subject}  ${words}`);
    at.print(endings[verdict]);
  }
  return { proven: exitCodes.done, wrong: exitCodes.failed, untold: exitCodes.unknown }[verdict];
}

const marks: Readonly<Record<Finding['is'], string>> = { proven: '✔', wrong: '✖', untold: '?' };

const endings: Readonly<Record<Finding['is'], string>> = {
  proven: 'the journal is what was written, as far as the server was told',
  wrong: 'the journal and the server contradict each other',
  untold: 'nothing contradicts the journal, and not all of it could be proven',
};

/** The worst of all findings. */
function verdictOf(findings: readonly Finding[]): Finding['is'] {
  for (const is of ['wrong', 'untold'] as const) if (findings.some((each) => each.is === is)) return is;
  return 'proven';
}
