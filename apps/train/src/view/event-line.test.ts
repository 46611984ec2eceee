import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../report/run-record.ts';
import { eventLine } from './event-line.ts';
import { alex, plainLook, play } from './test-support.ts';

function linesOf({ plan, events }: RunRecord, look = plainLook()): string {
  return events.flatMap((event, at) => eventLine({ plan, event, earlier: events.slice(0, at), look }) ?? []).join('\n');
}

describe('the lines of a log', () => {
  test('tell Friday from start to end', () => {
    expect(linesOf(play({ answers: 3 }))).toMatchInlineSnapshot(`
      "friday: 9 stops, plan 7f3a91, run friday-20261123-k4t9qz, asked for by Alex Rivera
      ✔ payments-api                  Development   1.1.0 succeeded in 5 s   smoke ✔ step Smoke Test ✔ http 200 in 4 ms   (deployed by the server)
      ✔ payments-api                  Staging       1.1.0 succeeded in 5 s   smoke ✔ step Smoke Test ✔ http 200 in 4 ms
      ⏸ payments-api                  Production    waiting for Risk Team — Risk Team Approval
      ✔ payments-api                  Production    approved by Marcus Webb: checked
      ✔ payments-api                  Production    1.1.0 succeeded in 5 s   smoke ✔ step Smoke Test ✔ http 200 in 4 ms
      ✔ fraud-detector                Development   1.1.0 succeeded in 3 s   (deployed by the server)
      ✔ fraud-detector                Staging       1.1.0 succeeded in 3 s
      ⏸ fraud-detector                Production    waiting for Risk Team — Train Approval
      ✔ fraud-detector                Production    approved by Marcus Webb: checked
      ✔ fraud-detector                Production    1.1.0 succeeded in 3 s
      + merchant-portal (EuroShop)    Development   1.1.0 added by the server
      + merchant-portal (untenanted)  Development   1.1.0 added by the server
      ✔ merchant-portal (Acme Corp)   Development   1.1.0 succeeded in 3 s   (deployed by the server)
      ✔ merchant-portal (Acme Corp)   Staging       1.1.0 succeeded in 3 s
      ⏸ merchant-portal               Production    waiting for Risk Team — Train Approval
      ✔ merchant-portal               Production    approved by Marcus Webb: checked
      ✔ merchant-portal (Acme Corp)   Production    1.1.0 succeeded in 3 s"
    `);
  });

  test('say why a stop failed and that a defect was reported', () => {
    const smoke = () => ({ result: 'failed' as const, detail: 'http payments-api / → 500, expected 200' });
    const record = play({ smoke: (effect) => (effect.smoke.kind === 'http' ? smoke() : null) });

    expect(linesOf(record)).toMatchInlineSnapshot(`
      "friday: 9 stops, plan 7f3a91, run friday-20261123-k4t9qz, asked for by Alex Rivera
      ✖ payments-api                  Development   1.1.0 failed: smoke test failed: http payments-api / → 500, expected 200, 3 times
      ! payments-api                  Development   defect reported on release 1.1.0: Octopus will not promote it"
    `);
  });

  test('say who said no', () => {
    const record = play({ answers: 1, answer: { result: 'Abort', notes: 'not on\na Friday' } });

    expect(linesOf(record).split('\n').slice(-2)).toMatchInlineSnapshot(`
      [
        "✖ payments-api                  Production    1.1.0 rejected: Risk Team: Marcus Webb said no: not on a Friday",
        "! payments-api                  Production    cancelled (Risk Team: Marcus Webb said no: not on a Friday)",
      ]
    `);
  });

  test('say that a rehearsal answered', () => {
    expect(linesOf(play({ answers: 1 }), plainLook(100, { rehearsed: true }))).toContain(
      'approved by Marcus Webb (rehearsed): checked',
    );
  });

  test('are one line each, whatever people write', () => {
    const { plan, events } = play({ answers: 1, answer: { result: 'Proceed', notes: 'a\r\nb\nc' } });

    for (const [at, event] of events.entries())
      expect(eventLine({ plan, event, earlier: events.slice(0, at), look: plainLook() }) ?? '').not.toMatch(/[\r\n]/);
    expect(events[0]).toMatchObject({ requester: alex.displayName });
  });

  test('name the tenant, and tell of cancelled and doubled work', () => {
    const { plan } = play();
    const head = { schema: 1, seq: 1, time: '2026-11-23T14:00:00.000Z', run: 'friday' } as const;
    const look = plainLook();

    expect(
      [
        { ...head, event: 'task-cancelled', taskId: 'ServerTasks-9', why: 'the train stopped' } as const,
        { ...head, event: 'duplicate', subject: 'deployment a/b', id: 'Deployments-9', cancelled: true } as const,
        {
          ...head,
          event: 'stop',
          car: 'merchant-portal',
          environment: 'Staging',
          tenant: 'Acme Corp',
          state: 'unchanged',
          from: '1.1.0',
          to: '1.1.0',
          reason: null,
        } as const,
      ].map((event) => eventLine({ plan, event, earlier: [], look })),
    ).toMatchInlineSnapshot(`
      [
        "! ServerTasks-9                               cancelled (the train stopped)",
        "! a second deployment a/b was found: Deployments-9, cancelled",
        "= merchant-portal (Acme Corp)   Staging       1.1.0 unchanged",
      ]
    `);
  });
});
