import type { Plan } from '@octotrain/train-engine';
import { describe, expect, it } from 'vitest';
import { chainStart } from '../journal/chain.ts';
import { journalWriter } from '../journal/journal.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { parseJournal } from '../journal/read-journal.ts';
import { textSink } from '../journal/test-support.ts';
import { continueSession } from './session.ts';

const person = { id: 'Users-1', username: 'maria', displayName: 'Maria' };
const plan: Plan = {
  schemaVersion: 1,
  train: 'friday',
  description: '',
  by: 'car',
  environments: ['Development'],
  maxParallel: 4,
  onFailure: 'stop',
  requester: person,
  account: person,
  cars: [],
  gates: [],
  stops: [],
  added: [],
  approvals: null,
  record: null,
  warnings: [],
};
const lock: RunLock = {
  run: 'friday-20261123-abcdef',
  plan,
  planHash: 'hash',
  fileHash: 'hash',
  file: 'friday.yaml',
  server: 'http://octopus',
  rehearsal: false,
  settings: { settleMs: 1, autoWaitMs: 1, pollMs: 1 },
  startedAt: 0,
};

/** A journal in memory that holds only its lock. */
async function lockOnly() {
  const { sink, text } = textSink();
  const writer = journalWriter(sink, { now: () => '2026-11-23T09:00:00.000Z', seq: 0, head: chainStart });
  await writer.line({ lock, segment: { machine: 'this-one', host: 'build-7', from: 'start', fence: 0 } });
  const read = () => {
    const reading = parseJournal(text(), 'journal.jsonl');
    if (!reading.ok) throw new Error(reading.message);
    return reading.journal;
  };
  return { journal: writer.journal, read };
}

describe('a session that goes on', () => {
  it('begins the run when it was cut off between its lock and its first event', async () => {
    const { journal, read } = await lockOnly();

    const session = await continueSession({ read: read(), journal, listeners: [], at: 7 });

    expect(session.state().startedAt).toBe(7);
    expect(read().events.map(({ event }) => event.type)).toEqual(['started']);
  });

  it('goes on with the story when the run had begun', async () => {
    const { journal, read } = await lockOnly();
    await continueSession({ read: read(), journal, listeners: [], at: 7 });

    const session = await continueSession({ read: read(), journal, listeners: [], at: 9 });
    await session.hear({ type: 'resumed', at: 9 });

    expect(session.state().startedAt).toBe(7);
    expect(session.events.map(({ event, seq }) => [seq, event])).toEqual([
      [1, 'run-started'],
      [2, 'run-resumed'],
    ]);
  });
});
