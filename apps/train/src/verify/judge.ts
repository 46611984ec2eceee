import type { PlannedStop, RunEvent } from '@octotrain/train-engine';
import type { ReadJournal } from '../journal/read-journal.ts';
import type { KeyState } from '../record/key-state.ts';
import type { FindingRun } from '../record/run-release.ts';
import type { Posted } from './posted.ts';

/** proven · wrong: the journal and the server contradict each other · untold: what would prove it is not here. */
export interface Finding {
  readonly is: 'proven' | 'wrong' | 'untold';
  /** What it is about: `Deployments-7`. */
  readonly subject: string;
  readonly words: string;
}

/**
 * Compares a journal, whose chain holds, with what the server was told while it was written: each token carries the hash of the journal at the moment of its
 * intent, and whoever left the run told the hash of its end. Pure.
 */
export function judgeRun(known: {
  readonly journal: ReadJournal;
  readonly posted: readonly Posted[];
  /** Null where the server keeps no record. */
  readonly release: FindingRun | null;
  readonly key: KeyState | null;
}): readonly Finding[] {
  const { journal, posted } = known;
  return [
    ...posted.map((each) => judgePosted(journal, each)),
    ...duplicates(journal, posted),
    ...missing(journal, posted),
    ...judgeRelease(known),
    ...judgeEnd(known),
  ];
}

function judgePosted({ lock, heads, events }: ReadJournal, posted: Posted): Finding {
  const { id, token } = posted;
  const find = (is: Finding['is'], words: string): Finding => ({ is, subject: id, words });
  if (token.plan !== lock.planHash) return find('wrong', 'carries the token of the run, and names another plan');
  if (posted.createdById !== null && posted.createdById !== lock.plan.account.id)
    return find('wrong', `carries the token of the run, and was not made by ${lock.plan.account.displayName}`);
  const stop = stopOf(lock.plan.stops, posted);
  const gate = lock.plan.gates.find((each) => each.id === token.car);
  const subject = posted.kind === 'deployment' ? stop?.id : gate?.id;
  if (subject === undefined) return find('wrong', `carries the token of the run, and is no part of its plan`);
  const line = heads.indexOf(token.head);
  if (line < 0)
    return find('untold', 'was sent by a machine whose journal is not here, or the journal was edited since');
  const before = events.filter((each) => each.line <= line + 1).map((each) => each.event);
  const isIntended = before.some((event) => isIntentOf(event, posted.kind, subject));
  return isIntended
    ? find('proven', `${subject}: its intent stands at or before line ${line + 1}, which the server was told`)
    : find('wrong', `${subject}: line ${line + 1} is the one that the server was told, and no intent stands before it`);
}

function stopOf(stops: readonly PlannedStop[], posted: Posted): PlannedStop | undefined {
  return stops.find(
    (stop) =>
      stop.car === posted.token.car &&
      stop.environment.id === posted.environmentId &&
      (stop.tenant?.id ?? null) === posted.tenantId,
  );
}

function isIntentOf(event: RunEvent, kind: Posted['kind'], id: string): boolean {
  return event.type === 'intent' && event.subject.kind === kind && event.subject.id === id;
}

/** Two with one token: what could not be kept from happening is seen here at the latest; what the journal tells of is no contradiction. */
function duplicates({ events }: ReadJournal, posted: readonly Posted[]): readonly Finding[] {
  const told = new Set(events.flatMap(({ event }) => (event.type === 'duplicate' ? [event.id] : [])));
  const key = ({ kind, token, environmentId, tenantId }: Posted) =>
    [kind, token.car, token.try, environmentId, tenantId].join(' ');
  return posted.flatMap((each, at): Finding[] => {
    const first = posted.find((other, otherAt) => otherAt > at && key(other) === key(each));
    if (!first) return [];
    const words = `is a second one of what ${first.id} is`;
    return told.has(each.id)
      ? [{ is: 'proven', subject: each.id, words: `${words}, as the journal tells` }]
      : [{ is: 'wrong', subject: each.id, words: `${words}, and the journal does not tell of it` }];
  });
}

/** What the journal made and the server does not show. */
function missing({ events }: ReadJournal, posted: readonly Posted[]): readonly Finding[] {
  const shown = new Set(posted.map(({ id }) => id));
  return events.flatMap(({ event }): Finding[] => {
    if (event.type !== 'posted' || event.source !== 'created' || shown.has(event.id)) return [];
    return [
      {
        is: 'untold',
        subject: event.id,
        words: `${event.subject.id}: made by the run, and the server does not show it any more`,
      },
    ];
  });
}

function judgeRelease({ journal, release }: { journal: ReadJournal; release: FindingRun | null }): readonly Finding[] {
  const { run, planHash } = journal.lock;
  if (!release) return [];
  if (release.is === 'none') return [{ is: 'wrong', subject: run, words: 'the server does not keep this run' }];
  if (release.is === 'damaged') return [{ is: 'wrong', subject: run, words: release.message }];
  return release.lock.planHash === planHash
    ? [{ is: 'proven', subject: run, words: 'the plan is the one that the server keeps' }]
    : [{ is: 'wrong', subject: run, words: 'the server keeps another plan of this run' }];
}

function judgeEnd({ journal, key }: { journal: ReadJournal; key: KeyState | null }): readonly Finding[] {
  const { lock, heads, segments } = journal;
  const left = key?.left;
  const subject = 'the end';
  if (left?.run !== lock.run)
    return [
      { is: 'untold', subject, words: 'of this journal was not told to the server, or another run came after it' },
    ];
  const line = heads.indexOf(left.head);
  if (line >= 0)
    return [{ is: 'proven', subject, words: `the run was left at line ${line + 1}, as the server was told` }];
  const isHere = segments.some((each) => each.machine === left.machine && each.host === left.host);
  return isHere
    ? [
        {
          is: 'wrong',
          subject,
          words: 'the last lines are not those with which the run was left: they were edited, or cut off',
        },
      ]
    : [{ is: 'untold', subject, words: `the run was left last on ${left.host}, whose journal is not here` }];
}
