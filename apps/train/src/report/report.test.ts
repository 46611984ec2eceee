import { describe, expect, test } from 'vitest';
import { fridayPlan, plainLook, play, standingPlan, type World } from '../view/test-support.ts';
import { reportModel } from './model.ts';
import { reportText } from './text.ts';

function reportOf(world: World, rehearsal = false) {
  return reportModel(play(world), { server: 'https://finpay.example', rehearsal });
}

const failingInProduction: World = {
  answers: 3,
  smoke: ({ stop, smoke }) =>
    stop === 'payments-api/Production' && smoke.kind === 'http'
      ? { result: 'failed', detail: 'http payments-api / → 500, expected 200' }
      : null,
};

describe('the report of a run', () => {
  test('counts nine stops and eleven deployments on Friday, two of them added by the server', () => {
    const report = reportOf({ answers: 3 });

    expect(report.outcome).toBe('done');
    expect(report.totals).toEqual({
      stops: 9,
      succeeded: 9,
      unchanged: 0,
      failures: 0,
      notStarted: 0,
      approvals: 3,
      deployments: 11,
    });
    expect(report.added.map(({ tenant, environment }) => [tenant, environment])).toEqual([
      ['EuroShop', 'Development'],
      [null, 'Development'],
    ]);
    expect(report.stops.filter((stop) => stop.deployedBy === 'server')).toHaveLength(3);
  });

  test('lists the stops in the order of the path, with tasks, links and times', () => {
    const { stops } = reportOf({ answers: 3 });

    expect(stops.map((stop) => stop.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(stops[1]).toMatchObject({
      car: 'payments-api',
      space: 'Payments',
      environment: 'Staging',
      from: '1.0.0',
      to: '1.1.0',
      state: 'succeeded',
      deployedBy: 'train',
      link: 'https://finpay.example/app#/Spaces-1/tasks/ServerTasks-802',
      durationMs: 3_000,
    });
  });

  test('says who approved what, when it was seen, with which words and through what', () => {
    const { approvals } = reportOf({ answers: 3 });

    expect(approvals.map(({ car, by, notes, through, result }) => [car, by, notes, through, result])).toEqual([
      ['payments-api', 'Marcus Webb', 'checked', 'process', 'approved'],
      ['fraud-detector', 'Marcus Webb', 'checked', 'runbook', 'approved'],
      ['merchant-portal', 'Marcus Webb', 'checked', 'runbook', 'approved'],
    ]);
    for (const { askedAt, answerSeenAt } of approvals)
      expect(Date.parse(answerSeenAt ?? '')).toBeGreaterThan(Date.parse(askedAt ?? ''));
  });

  test('reads as text', () => {
    expect(reportText({ report: reportOf({ answers: 3 }), look: plainLook(120) })).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal
      run friday-20261123-k4t9qz, plan 7f3a91, on https://finpay.example
      asked for by Alex Rivera (alex.rivera), run as Friday Train (friday-train)
      from 2026-11-23 14:00:00 UTC to 2026-11-23 14:00:59 UTC
      done: 9 stops, 3 approvals, 11 deployments, 0 failures in 59 s

      Stops
        1 ✔ payments-api → Development: 1.0.0 → 1.1.0 succeeded · by the server in 3 s
            smoke ✔ step Smoke Test ✔ http 200 in 4 ms
        2 ✔ payments-api → Staging: 1.0.0 → 1.1.0 succeeded · by the train in 3 s · smoke ✔ step Smoke Test ✔ http 200 in 4 ms
        3 ✔ payments-api → Production: 1.0.0 → 1.1.0 succeeded · by the train in 5 s
            smoke ✔ step Smoke Test ✔ http 200 in 4 ms
        4 ✔ fraud-detector → Development: 1.0.0 → 1.1.0 succeeded · by the server in 3 s
        5 ✔ fraud-detector → Staging: 1.0.0 → 1.1.0 succeeded · by the train in 3 s
        6 ✔ fraud-detector → Production: 1.0.0 → 1.1.0 succeeded · by the train in 3 s
        7 ✔ merchant-portal (Acme Corp) → Development: 1.0.0 → 1.1.0 succeeded · by the server in 3 s
        8 ✔ merchant-portal (Acme Corp) → Staging: 1.0.0 → 1.1.0 succeeded · by the train in 3 s
        9 ✔ merchant-portal (Acme Corp) → Production: 1.0.0 → 1.1.0 succeeded · by the train in 3 s

      Added by the server
        merchant-portal (EuroShop) → Development 1.1.0 succeeded
        merchant-portal (untenanted) → Development 1.1.0 succeeded

      Approvals
        payments-api → Production: Risk Team, approved by Marcus Webb · seen 2026-11-23 14:00:15 UTC
            step Risk Team Approval of the process · notes: checked
        fraud-detector → Production: Risk Team, approved by Marcus Webb · seen 2026-11-23 14:00:35 UTC
            runbook Train Approval · notes: checked
        merchant-portal → Production: Risk Team, approved by Marcus Webb · seen 2026-11-23 14:00:54 UTC
            runbook Train Approval · notes: checked

      Warnings
        payments-api → Production: an answer to \`Risk Team Approval\` deploys at once; who answered is checked afterwards, and
            anyone with ProcessEdit could remove the step"
    `);
  });

  test('tells of a defect and of what was not started', () => {
    const report = reportOf(failingInProduction);

    expect(report.outcome).toBe('failed');
    expect(report.defects).toMatchObject([{ car: 'payments-api', environment: 'Production', reported: true }]);
    expect(report.notStarted).toHaveLength(6);
    expect(reportText({ report: report, look: plainLook(80) })).toMatchInlineSnapshot(`
      "friday — Refund flow, fraud model and Acme's portal
      run friday-20261123-k4t9qz, plan 7f3a91, on https://finpay.example
      asked for by Alex Rivera (alex.rivera), run as Friday Train (friday-train)
      from 2026-11-23 14:00:00 UTC to 2026-11-23 14:00:26 UTC
      failed: 9 stops, 1 approval, 3 deployments, 1 failure, 6 not started in 26 s

      Stops
        1 ✔ payments-api → Development: 1.0.0 → 1.1.0 succeeded · by the server in 3 s
            smoke ✔ step Smoke Test ✔ http 200 in 4 ms
        2 ✔ payments-api → Staging: 1.0.0 → 1.1.0 succeeded · by the train in 3 s
            smoke ✔ step Smoke Test ✔ http 200 in 4 ms
        3 ✖ payments-api → Production: 1.0.0 → 1.1.0 failed
            smoke test failed: http payments-api / → 500, expected 200, 3 times
            by the train in 5 s
            smoke ✔ step Smoke Test ✖ http payments-api / failed: http payments-api /
              → 500, expected 200, 3 times
        4 – fraud-detector → Development: 1.0.0 → 1.1.0 not started: the train stopped
        5 – fraud-detector → Staging: 1.0.0 → 1.1.0 not started: the train stopped
        6 – fraud-detector → Production: 1.0.0 → 1.1.0 not started: the train stopped
        7 – merchant-portal (Acme Corp) → Development: 1.0.0 → 1.1.0 not started: the
              train stopped
        8 – merchant-portal (Acme Corp) → Staging: 1.0.0 → 1.1.0 not started: the
              train stopped
        9 – merchant-portal (Acme Corp) → Production: 1.0.0 → 1.1.0 not started: the
              train stopped

      Approvals
        payments-api → Production: Risk Team, approved by Marcus Webb
            seen 2026-11-23 14:00:15 UTC · step Risk Team Approval of the process
            notes: checked
        fraud-detector → Production: Risk Team, not asked · runbook Train Approval
        merchant-portal → Production: Risk Team, not asked · runbook Train Approval

      Defects
        payments-api → Production 1.1.0 reported

      Not started
        fraud-detector → Development: the train stopped
        fraud-detector → Staging: the train stopped
        fraud-detector → Production: the train stopped
        merchant-portal (Acme Corp) → Development: the train stopped
        merchant-portal (Acme Corp) → Staging: the train stopped
        merchant-portal (Acme Corp) → Production: the train stopped

      Warnings
        payments-api → Production: an answer to \`Risk Team Approval\` deploys at once;
            who answered is checked afterwards, and anyone with ProcessEdit could
            remove the step"
    `);
  });

  test.each([
    ['waiting', { answers: 0 }],
    ['failed', { answers: 1, answer: { result: 'Abort', notes: null } }],
    ['unknown', { smoke: () => ({ result: 'inconclusive', detail: 'no answer' }) }],
  ] satisfies [string, World][])('says that a run is %s', (outcome, world) => {
    expect(reportOf(world).outcome).toBe(outcome);
  });

  test('says that there was nothing to do', () => {
    const report = reportOf({ plan: standingPlan() });

    expect(report.totals.deployments).toBe(0);
    expect(reportText({ report: report, look: plainLook(100) })).toContain('done: nothing to do, 9 stops, 9 unchanged');
  });

  test('is the same for the same record', () => {
    expect(JSON.stringify(reportOf({ answers: 3 }))).toBe(JSON.stringify(reportOf({ answers: 3 })));
  });

  test('never holds a key that somebody pasted', () => {
    const notes = 'with API-ABCDEFGH12345678 and eyJhbGciOi.eyJzdWIi.c2ln';
    const plan = { ...fridayPlan(), description: 'key API-ZZZZZZZZZZZZ' };
    const text = JSON.stringify(reportOf({ plan, answers: 3, answer: { result: 'Proceed', notes } }));

    expect(text).not.toMatch(/API-[A-Z0-9]|eyJ/);
    expect(text).toContain('with API-*** and ***');
  });

  test('says that it was a rehearsal', () => {
    expect(reportText({ report: reportOf({}, true), look: plainLook(80) })).toContain(
      'a rehearsal: nothing left this machine',
    );
  });
});
