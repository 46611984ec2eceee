import type { RunEvent } from '@octotrain/train-engine';
import { describe, expect, it } from 'vitest';
import { chainStart } from '../journal/chain.ts';
import { journalWriter } from '../journal/journal.ts';
import type { RunLock, Segment } from '../journal/lock-record.ts';
import { parseJournal, type ReadJournal } from '../journal/read-journal.ts';
import { textSink } from '../journal/test-support.ts';
import { freeKey, type KeyState } from '../record/key-state.ts';
import { fridayPlan, planHash, runId } from '../view/test-support.ts';
import { judgeRun } from './judge.ts';
import type { Posted } from './posted.ts';

const plan = fridayPlan();
const stop = plan.stops.find(({ id }) => id === 'payments-api/Staging') ?? plan.stops[0];
if (!stop) throw new Error('Friday has stops');
const subject = { kind: 'deployment' as const, id: stop.id };
const here: Segment = { machine: 'this-one', host: 'build-7', from: 'start', fence: 0 };

const events: readonly RunEvent[] = [
  { type: 'resumed', at: 1 },
  { type: 'intent', subject, try: 1, at: 2 },
  { type: 'posted', subject, id: 'Deployments-7', taskId: 'ServerTasks-7', source: 'created', at: 3 },
];

async function journal(also: readonly RunEvent[] = []): Promise<ReadJournal> {
  const { sink, text } = textSink();
  const writer = journalWriter(sink, { now: () => '2026-11-24T12:00:00.000Z', seq: 0, head: chainStart });
  // The parts of a lock that a verdict looks at.
  await writer.line({ lock: { run: runId, plan, planHash } as RunLock, segment: here });
  for (const event of [...events, ...also]) await writer.line({ event });
  const reading = parseJournal(text(), 'journal.jsonl');
  if (!reading.ok) throw new Error(reading.message);
  return reading.journal;
}

function posted(head: string, change: Partial<Posted> = {}): Posted {
  const token = { run: runId, car: 'payments-api', try: 1, plan: planHash, by: 'alex.rivera', head };
  const place = { environmentId: stop?.environment.id ?? '', tenantId: null };
  const rest = { releaseId: 'Releases-1', createdById: plan.account.id };
  return { kind: 'deployment', id: 'Deployments-7', token, ...place, ...rest, ...change };
}

function leftAt(head: string, machine = here.machine): KeyState {
  const left = { run: runId, machine, host: here.host, head, at: '', outcome: null };
  return { ...freeKey, left };
}

async function verdicts(
  make: (read: ReadJournal) => { posted?: readonly Posted[]; key?: KeyState | null },
  also: readonly RunEvent[] = [],
) {
  const read = await journal(also);
  const given = { posted: [posted(read.heads[2] ?? '')], key: leftAt(read.head), ...make(read) };
  return judgeRun({ journal: read, release: null, ...given }).map(({ is, subject: of }) => `${is} ${of}`);
}

describe('a journal and its server', () => {
  it('agree when each token names a line at or after its intent, and the end is as it was left', async () => {
    expect(await verdicts(() => ({}))).toEqual(['proven Deployments-7', 'proven the end']);
    expect(await verdicts(({ head }) => ({ posted: [posted(head)] }))).toContain('proven Deployments-7');
  });

  it('contradict each other when the named line stands before the intent', async () => {
    expect(await verdicts(({ heads }) => ({ posted: [posted(heads[1] ?? '')] }))).toContain('wrong Deployments-7');
  });

  it.each<[string, Partial<Posted>]>([
    ['names another plan', { token: { ...posted('').token, plan: 'another' } }],
    ['was made by somebody else', { createdById: 'Users-99' }],
    ['is for no stop of the plan', { environmentId: 'Environments-99' }],
  ])('contradict each other when a token %s', async (_, change) => {
    expect(await verdicts(({ heads }) => ({ posted: [posted(heads[2] ?? '', change)] }))).toContain(
      'wrong Deployments-7',
    );
  });

  it('agree about two of one when the journal tells of the second', async () => {
    const second = { id: 'Deployments-9', taskId: 'ServerTasks-9' };
    const told: RunEvent = { type: 'duplicate', subject, ...second, cancelled: false, at: 4 };
    const both = ({ heads }: ReadJournal) => ({
      posted: [posted(heads[2] ?? '', second), posted(heads[2] ?? '')],
    });

    expect(await verdicts(both, [told])).not.toContain('wrong Deployments-9');
    expect(await verdicts(both)).toContain('wrong Deployments-9');
  });

  it('contradict each other when there are two of one', async () => {
    const two = await verdicts(({ heads }) => {
      const head = heads[2] ?? '';
      return { posted: [posted(head, { id: 'Deployments-8' }), posted(head)] };
    });

    expect(two).toContain('wrong Deployments-8');
  });

  it('contradict each other when the last line is not the one with which the run was left', async () => {
    expect(await verdicts(() => ({ key: leftAt('edited') }))).toContain('wrong the end');
  });

  it('cannot tell what another machine wrote', async () => {
    expect(await verdicts(() => ({ posted: [posted('elsewhere')] }))).toContain('untold Deployments-7');
    expect(await verdicts(() => ({ key: leftAt('elsewhere', 'another') }))).toContain('untold the end');
    expect(await verdicts(() => ({ key: null }))).toContain('untold the end');
  });

  it('cannot tell what the server does not show any more', async () => {
    expect(await verdicts(() => ({ posted: [] }))).toContain('untold Deployments-7');
  });
});
