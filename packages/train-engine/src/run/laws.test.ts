import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { makePlan } from '../plan/make-plan.ts';
import { arbitraryFriday, type Friday } from '../test-support/arbitrary-friday.ts';
import { createClock } from '../test-support/clock.ts';
import { type Drive, drive, type Kill } from '../test-support/drive.ts';
import { account, aStart, aTrain, finPay, planOf, requester } from '../test-support/friday.ts';
import { brokenLaws } from '../test-support/laws.ts';
import { createServer, type SimulatedServer } from '../test-support/simulated-server.ts';
import { assess, isGood } from './assess.ts';
import { decide } from './decide.ts';
import type { RunEvent } from './event.ts';
import type { RunState } from './state.ts';
import { replay, step } from './step.ts';

const good = arbitraryFriday({ troubled: false });
const any = fc.oneof(good, arbitraryFriday({ troubled: true }));
// More Fridays take more than a test's usual time.
if (process.env.FRIDAYS) vi.setConfig({ testTimeout: 3_600_000 });

const runs = { numRuns: Number(process.env.FRIDAYS || 40) };

interface Death extends Kill {
  readonly deadMs: number;
  /** Its journal is lost with it: what comes after knows the plan alone. */
  readonly lost?: boolean;
}

function run(friday: Friday, kills: readonly Death[] = []): Drive & { server: SimulatedServer } {
  const { plan, script } = friday;
  const clock = createClock(1_000_000);
  const server = createServer({ plan, clock, script });
  let journal: readonly RunEvent[] = [];
  for (const { deadMs, lost, ...kill } of kills) {
    const killed = drive({ plan, server, clock, journal, kill });
    if (killed.end !== 'killed') return { ...killed, server };
    clock.advanceTo(clock.now() + deadMs);
    journal = lost ? [aStart({ at: clock.now() }), { type: 'resumed', blind: true, at: clock.now() }] : killed.journal;
  }
  return { ...drive({ plan, server, clock, journal }), server };
}

/** What stands on the server: one line for each deployment and runbook run. */
function standing(server: SimulatedServer): readonly string[] {
  return server
    .candidates()
    .map(({ of, environmentId, tenantId }) => `${of} in ${environmentId} for ${tenantId ?? 'nobody'}`)
    .toSorted();
}

function twice(server: SimulatedServer): readonly string[] {
  const subjects = server.posts.map(({ subject }) => subject);
  return subjects.filter((subject, index) => subjects.indexOf(subject) !== index);
}

describe('the laws of a run', () => {
  it('planning twice gives the same plan', () => {
    fc.assert(
      fc.property(any, ({ train, observed, plan }) => {
        const again = makePlan(structuredClone(train), structuredClone(observed));

        expect(again.ok && canonicalJson(again.plan)).toBe(canonicalJson(plan));
      }),
      runs,
    );
  });

  it('when all goes well in the end, every stop succeeds and the run finishes', () => {
    fc.assert(
      fc.property(good, (friday) => {
        const { state, end } = run(friday);

        expect(end).toBe('finished');
        expect(Object.entries(assess(friday.plan, state).stops).filter(([, { status }]) => !isGood(status))).toEqual(
          [],
        );
      }),
      runs,
    );
  });

  it('no car leaves before its predecessors, past a shut gate, or after the train has stopped; and nothing is made twice', () => {
    fc.assert(
      fc.property(any, (friday) => {
        const { journal, server } = run(friday);

        expect(brokenLaws(friday.plan, journal)).toEqual([]);
        expect(twice(server)).toEqual([]);
      }),
      runs,
    );
  });

  it('an approval of the requester or of the account of the train opens no gate', () => {
    fc.assert(
      fc.property(any, ({ plan, ...friday }) => {
        const { state } = run({ plan, ...friday });

        const { gates, stops } = assess(plan, state);
        for (const gate of plan.gates) {
          const status = gates[gate.id];
          if (status?.is !== 'open') continue;
          expect([account.id, ...(gate.notRequester ? [requester.id] : [])]).not.toContain(status.answer.personId);
        }
        for (const stop of plan.stops.filter(
          ({ id, action }) => action === 'deploy' && isGood(stops[id]?.status ?? 'pending'),
        )) {
          expect(stop.gates.filter((id) => gates[id]?.is === 'refused')).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('there is always something to do, a time to wake at, or an end; and only a doubt leaves a run stuck', () => {
    fc.assert(
      fc.property(any, ({ plan, script, ...rest }) => {
        const clock = createClock(1_000_000);
        const server = createServer({ plan, clock, script });
        const idle: string[] = [];

        const { end, state } = drive({
          plan,
          server,
          clock,
          watch(now, { effects, wakeAt, standing: is }) {
            if (is === 'moving' && wakeAt === null) idle.push(`moving without a wake at ${now.now}`);
            if (effects.length > 0 && wakeAt === null) idle.push(`effects without a wake at ${now.now}`);
            if (wakeAt !== null && wakeAt <= now.now) idle.push(`a wake in the past at ${now.now}`);
          },
        });

        const statuses = Object.values(assess(plan, state).stops).map(({ status }) => status);
        expect(idle).toEqual([]);
        expect(end).toBe(statuses.includes('unknown') ? 'stuck' : 'finished');
        expect(rest.train.cars.length).toBe(plan.cars.length);
      }),
      runs,
    );
  });

  it('the journal gives the state back, also through JSON', () => {
    fc.assert(
      fc.property(any, fc.nat(1_000), (friday, cut) => {
        const { journal, state } = run(friday);
        const at = cut % journal.length;

        const half = replay(friday.plan, journal.slice(0, at));
        let stored: RunState | null = half && JSON.parse(JSON.stringify(half));
        for (const event of journal.slice(at)) stored = step(friday.plan, stored, event).state;

        expect(replay(friday.plan, journal)).toEqual(state);
        expect(stored).toEqual(state);
      }),
      runs,
    );
  });

  it('an event heard twice in a row changes nothing the second time', () => {
    fc.assert(
      fc.property(any, (friday) => {
        let state: RunState | null = null;
        for (const event of run(friday).journal) {
          const once = step(friday.plan, state, event);
          const again = step(friday.plan, once.state, event);
          expect(again).toEqual(once);
          state = once.state;
        }
      }),
      runs,
    );
  });

  it('an observation heard again at the end of the run changes nothing', () => {
    fc.assert(
      fc.property(any, (friday) => {
        const { journal, state } = run(friday);
        const observations = journal.filter(({ type }) => !['intent', 'not-sent', 'resumed'].includes(type));

        for (const event of observations) expect(step(friday.plan, state, event).state).toEqual(state);
      }),
      runs,
    );
  });

  it('an observation heard again while the run goes on changes nothing', () => {
    fc.assert(
      fc.property(any, fc.nat(1_000), (friday, cut) => {
        const { journal } = run(friday);
        const heard = journal.slice(0, 1 + (cut % journal.length));
        const state = replay(friday.plan, heard);
        const latest = new Map(heard.flatMap((event) => (event.type === 'task' ? [[event.taskId, event.at]] : [])));
        const observations = heard.filter(
          (event) =>
            !['intent', 'not-sent', 'resumed', 'refused'].includes(event.type) &&
            // Of two answers in one millisecond nobody knows which is the older.
            !(event.type === 'task' && event.at === latest.get(event.taskId)),
        );

        for (const event of observations) expect(step(friday.plan, state, event).state).toEqual(state);
      }),
      runs,
    );
  });

  it('nobody is left asked by a run that has finished', () => {
    fc.assert(
      fc.property(any, (friday) => {
        const { server, end, state } = run(friday);
        if (end !== 'finished') return;

        const open = server.posts.filter(({ candidate, subject }) => {
          const task = server.task(candidate.taskId);
          const asks = task?.interruptions.some(({ pending }) => pending) ?? false;
          return subject.startsWith('approval') && asks && !(candidate.taskId in state.cancelled);
        });
        expect(open).toEqual([]);
      }),
      runs,
    );
  });

  it('time that goes back changes nothing', () => {
    fc.assert(
      fc.property(any, fc.nat(1_000), fc.nat(10_000_000), (friday, cut, backMs) => {
        const { journal } = run(friday);
        const state = replay(friday.plan, journal.slice(0, 1 + (cut % journal.length)));
        if (!state) throw new Error('nothing replayed');

        const back = step(friday.plan, state, { type: 'time', at: state.now - backMs });

        expect(back).toEqual({ state, ...decide(friday.plan, state) });
      }),
      runs,
    );
  });
});

const kill = fc.record({
  at: fc.integer({ min: 1, max: 120 }),
  when: fc.constantFrom('before' as const, 'after' as const),
  deadMs: fc.integer({ min: 0, max: 300_000 }),
  lost: fc.boolean(),
});

describe('a run that is killed and resumed', () => {
  it("ends as if left alone, wherever FinPay's Friday is cut", () => {
    const train = aTrain();
    const friday: Friday = { train, observed: finPay(train), plan: planOf(train, finPay(train)), script: {} };
    const alone = run(friday);

    // Every place with FRIDAYS set; else every eleventh, from another start for `before` and `after`.
    const every = process.env.FRIDAYS ? 1 : 11;
    for (const [at] of alone.journal.entries()) {
      for (const when of ['before', 'after'] as const) {
        if ((at + when.length) % every !== 0) continue;
        const killed = run(friday, at === 0 && when === 'before' ? [] : [{ at, when, deadMs: 5_000 }]);
        expect(standing(killed.server), `${when} ${at}`).toEqual(standing(alone.server));
        expect(killed.end).toBe('finished');
      }
    }
  });

  it('ends with the same deployments as one that was left alone', () => {
    fc.assert(
      fc.property(good, fc.array(kill, { minLength: 1, maxLength: 3 }), (friday, kills) => {
        const alone = run(friday);
        const killed = run(
          friday,
          kills.toSorted((a, b) => a.at - b.at),
        );

        expect(standing(killed.server)).toEqual(standing(alone.server));
        expect(killed.end).toBe('finished');
      }),
      runs,
    );
  });

  it('never makes two of one, and breaks no law, whatever else goes wrong', () => {
    fc.assert(
      fc.property(any, fc.array(kill, { minLength: 1, maxLength: 3 }), (friday, kills) => {
        const { server, journal } = run(
          friday,
          kills.toSorted((a, b) => a.at - b.at),
        );

        expect(twice(server)).toEqual([]);
        expect(brokenLaws(friday.plan, journal)).toEqual([]);
      }),
      runs,
    );
  });
});
