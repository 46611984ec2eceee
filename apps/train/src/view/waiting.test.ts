import { textWidth } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import { fridayPlan, plainLook, play } from './test-support.ts';
import { waitingText } from './waiting.ts';
import { waitingList } from './waiting-list.ts';

describe('what a run waits for', () => {
  test('is nothing while nobody has to answer', () => {
    expect(waitingText({ record: play({ answers: 3 }), look: plainLook() })).toBe('');
  });

  test('says of a step of the process that an answer deploys at once', () => {
    expect(waitingText({ record: play(), look: plainLook() })).toMatchInlineSnapshot(`
      "waiting  payments-api → Production: approval by Risk Team (1 of 1 missing), since 14:00 UTC, plan
               7f3a91
               answer:   pnpm train approve friday-20261123-k4t9qz --notes "…"
               by:       a member of Risk Team, not alex.rivera
               or here:  https://finpay.example/app#/Spaces-1/tasks/ServerTasks-803
               sets off: the deployment, at once: \`Risk Team Approval\` is a step of its process
      resume   pnpm train resume friday-20261123-k4t9qz"
    `);
  });

  test('says of a question of the train that an answer sets off nothing', () => {
    expect(waitingText({ record: play({ answers: 1 }), look: plainLook() })).toMatchInlineSnapshot(`
      "waiting  fraud-detector → Production: approval by Risk Team (1 of 1 missing), since 14:00 UTC, plan
               7f3a91
               answer:   pnpm train approve friday-20261123-k4t9qz --notes "…"
               by:       a member of Risk Team, not alex.rivera
               or here:  https://finpay.example/app#/Spaces-3/tasks/ServerTasks-806
               sets off: nothing by itself; the train deploys when it is resumed
      resume   pnpm train resume friday-20261123-k4t9qz"
    `);
  });

  test('keeps commands whole at 60 columns', () => {
    const text = waitingText({ record: play(), look: plainLook(60, { webUrl: null }) });

    expect(text).toMatchInlineSnapshot(`
      "waiting  payments-api → Production: approval by Risk Team (1
               of 1 missing), since 14:00 UTC, plan 7f3a91
               answer:
        pnpm train approve friday-20261123-k4t9qz --notes "…"
               by:       a member of Risk Team, not alex.rivera
               sets off: the deployment, at once: \`Risk Team
                         Approval\` is a step of its process
      resume   pnpm train resume friday-20261123-k4t9qz"
    `);
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(60);
  });

  test('ends with the command that goes on, with what it needs to find the run', () => {
    const look = plainLook(120, { flags: ['--state', 'my runs'] });

    expect(waitingText({ record: play(), look }).split('\n').at(-1)).toBe(
      'resume   pnpm train resume friday-20261123-k4t9qz --state "my runs"',
    );
  });

  test('names the gate where several wait, the furthest along the path first', () => {
    const plan = fridayPlan((file) =>
      file
        .replaceAll(/after: \S+/g, 'after: []')
        .replace('gates:\n', 'gates:\n  Staging:\n    - approval: { teams: [Risk Team], through: runbook }\n'),
    );
    const record = play({ plan, answers: 1 });

    expect(waitingList(record).map((each) => each.gate?.id)).toMatchInlineSnapshot(`
      [
        "fraud-detector/Production/approval-1",
        "payments-api/Staging/approval-1",
        "merchant-portal/Staging/approval-1",
      ]
    `);
    expect(waitingText({ record, look: plainLook() })).toContain('--gate ');
  });

  test('says so when no gate of the train covers a step', () => {
    const plan = fridayPlan();
    const uncovered = { ...plan, gates: [], stops: plan.stops.map((stop) => ({ ...stop, gates: [] })) };
    const { state, events } = play();

    expect(waitingText({ record: { plan: uncovered, state, events }, look: plainLook() })).toMatchInlineSnapshot(`
      "waiting  payments-api → Production: the step \`Risk Team Approval\`, since 14:00 UTC, plan 7f3a91
               answer:   https://finpay.example/app#/Spaces-1/tasks/ServerTasks-803 (no gate of friday
                         covers it)
      resume   pnpm train resume friday-20261123-k4t9qz"
    `);
  });
});
