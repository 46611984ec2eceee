import { textWidth } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import { failureText } from './failure.ts';
import { plainLook, play, type World } from './test-support.ts';

const inProduction: World['smoke'] = ({ stop, smoke }) =>
  stop === 'payments-api/Production' && smoke.kind === 'http'
    ? { result: 'failed', detail: 'http payments-api / → 500, expected 200' }
    : null;

describe('a run that stopped', () => {
  test('says what failed, what was not started and what to do next', () => {
    const record = play({ answers: 3, smoke: inProduction });

    expect(failureText({ record, look: plainLook() })).toMatchInlineSnapshot(`
      "✖ payments-api → Production: smoke test failed (task ServerTasks-803 succeeded)
          http payments-api / → 500, expected 200, 3 times in 4 s
          https://finpay.example/app#/Spaces-1/tasks/ServerTasks-803
        a defect was reported on release 1.1.0: Octopus will not promote it until it is resolved
        not started: fraud-detector; merchant-portal (Acme Corp). Still running: nothing
        once it is mended, a new run of the train skips what stands
      next   pnpm train report friday-20261123-k4t9qz"
    `);
  });

  test('says what the server said when a task failed', () => {
    const record = play({
      taskFails: (stop) => (stop === 'payments-api/Staging' ? 'The step "Smoke Test" failed: 500' : null),
    });

    expect(failureText({ record, look: plainLook(80) })).toMatchInlineSnapshot(`
      "✖ payments-api → Staging: failed (task ServerTasks-802 failed)
          The step "Smoke Test" failed: 500
          https://finpay.example/app#/Spaces-1/tasks/ServerTasks-802
        not started: payments-api → Production; fraud-detector; merchant-portal (Acme
        Corp). Still running: nothing
        once it is mended, a new run of the train skips what stands
      next   pnpm train report friday-20261123-k4t9qz"
    `);
  });

  test('asks for a look where nobody can tell, and goes on with resume', () => {
    const record = play({
      smoke: ({ smoke }) => (smoke.kind === 'http' ? { result: 'inconclusive', detail: 'no answer in 5 s' } : null),
    });

    expect(record.standing).toBe('stuck');
    expect(failureText({ record, look: plainLook() })).toMatchInlineSnapshot(`
      "? payments-api → Development: smoke test inconclusive (task ServerTasks-801 succeeded)
          http payments-api /: no answer in 5 s, 3 times in 2 s
          https://finpay.example/app#/Spaces-1/tasks/ServerTasks-801
        not started: payments-api → Staging, Production; fraud-detector; merchant-portal (Acme Corp).
        Still running: nothing
        a person must look; then the train looks again when it is resumed
      next   pnpm train resume friday-20261123-k4t9qz"
    `);
  });

  test('says who said no', () => {
    const record = play({ answers: 1, answer: { result: 'Abort', notes: 'not today' } });

    expect(failureText({ record, look: plainLook() })).toContain('Risk Team: Marcus Webb said no: not today');
  });

  test('has nothing to say of a run that is well', () => {
    expect(failureText({ record: play({ answers: 3 }), look: plainLook() })).toBe('');
  });

  test('folds at 60 columns', () => {
    const text = failureText({
      record: play({ answers: 3, smoke: inProduction }),
      look: plainLook(60, { webUrl: null }),
    });

    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(60);
  });
});
