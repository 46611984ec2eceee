import { canonicalJson, type Plan } from '@octotrain/train-engine';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../journal/chain.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { fridayPlan } from '../view/test-support.ts';
import { readRunNotes, writeRunNotes } from './run-release.ts';

const run = 'friday-20261124-k4t9qz';

function lockOf(plan: Plan): RunLock {
  const planHash = sha256(canonicalJson(plan));
  const settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 3_000 };
  const where = { file: 'friday.yaml', server: 'https://deploy.example.com', rehearsal: false };
  return { run, plan, planHash, fileHash: 'f00', settings, startedAt: 1_000_000, ...where };
}

describe('the notes of a run’s release', () => {
  const lock = lockOf(fridayPlan());
  const notes = writeRunNotes(lock);

  it('give the lock back, also when somebody’s editor changed the ends of lines', () => {
    expect(readRunNotes(run, notes)).toEqual({ is: 'found', lock });
    expect(readRunNotes(run, notes.replaceAll('\n', '\r\n'))).toEqual({ is: 'found', lock });
  });

  it('begin with a sentence for people, and how to go on', () => {
    expect(notes.split('\n').slice(0, 3)).toEqual([
      `Run of the release train **friday** (${lock.plan.description}), asked for by Alex Rivera: 9 stops, plan \`${lock.planHash.slice(0, 6)}\`.`,
      '',
      `Kept so that any machine can go on with it: \`train resume ${run}\`. There is nothing to deploy.`,
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['nothing of a train', 'Second try of the refund flow', /does not hold the run/],
    ['half of it', notes.slice(0, notes.length / 2), /does not hold the run/],
    ['another version in the plan', notes.replace('"version":"1.1.0"', '"version":"6.6.6"'), /another plan/],
    ['the run of another release', notes.replaceAll(run, 'friday-20261124-zzzzzz'), /another plan/],
    ['no JSON', notes.replace('{"run"', '{run'), /does not hold the run/],
  ])('are no record with %s', (_, text, message) => {
    expect(readRunNotes(run, text)).toEqual({ is: 'damaged', message: expect.stringMatching(message) });
  });
});
