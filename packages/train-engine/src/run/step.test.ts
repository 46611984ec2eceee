import { describe, expect, it } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { createClock } from '../test-support/clock.ts';
import { drive } from '../test-support/drive.ts';
import {
  aCar,
  account,
  anApproval,
  aServer,
  aStart,
  aTrain,
  finPay,
  planOf,
  requester,
  riskLead,
  riskTeam,
  settings,
} from '../test-support/friday.ts';
import type { Script } from '../test-support/script.ts';
import { createServer } from '../test-support/simulated-server.ts';
import { assess } from './assess.ts';
import type { Interruption, RunEvent, TaskEvent } from './event.ts';
import { replay, step } from './step.ts';

const start = aStart();
const t0 = start.at;

function runOf(plan: Plan, script: Script = {}) {
  const clock = createClock(t0);
  const server = createServer({ plan, clock, script });
  return { ...drive({ plan, server, clock }), server, clock };
}

function statuses(plan: Plan, events: readonly RunEvent[]) {
  const state = replay(plan, events);
  if (!state) throw new Error('no state');
  return Object.fromEntries(Object.entries(assess(plan, state).stops).map(([id, { status }]) => [id, status]));
}

function after(plan: Plan, events: readonly RunEvent[]) {
  const last = events.at(-1);
  if (!last) throw new Error('no events');
  return step(plan, replay(plan, events.slice(0, -1)), last);
}

function aTask(taskId: string, at: number, change: Partial<TaskEvent> = {}): TaskEvent {
  return {
    type: 'task',
    taskId,
    state: 'Success',
    startedAt: null,
    completedAt: null,
    errorMessage: null,
    interruptions: [],
    at,
    ...change,
  };
}

function anInterruption(change: Partial<Interruption> = {}): Interruption {
  return {
    id: 'Interruptions-1',
    kind: 'ManualIntervention',
    title: 'Approve',
    teamIds: [riskTeam.id],
    pending: true,
    answer: null,
    ...change,
  };
}

function answerOf(person: typeof requester): Interruption['answer'] {
  return { result: 'Proceed', personId: person.id, person: person.displayName, notes: null };
}

function released(car: string, at: number): RunEvent {
  return { type: 'release', car, releaseId: `Releases-${car}`, created: true, at };
}

function posted(kind: 'deployment' | 'approval', id: string, taskId: string, at: number): RunEvent {
  return { type: 'posted', subject: { kind, id }, id: `On-${taskId}`, taskId, source: 'created', at };
}

describe('step', () => {
  const train = aTrain({ environments: ['Production'], gates: {}, cars: [aCar({ id: 'api' })] });
  const plan = planOf(train);
  const place = 'api/Production';

  it('begins with `started` and with nothing else', () => {
    expect(() => step(plan, null, { type: 'time', at: t0 })).toThrow('a run begins with `started`');
  });

  it('looks for the release first, and asks for what it waits for again after a while', () => {
    const first = step(plan, null, start);

    expect(first.effects).toEqual([{ id: 'release/api', kind: 'ensure-release', car: 'api', mayCreate: true }]);
    expect(first.wakeAt).toBe(t0 + settings.pollMs);
    expect(first.standing).toBe('moving');
  });

  it('does not post again before a lost answer has had its time, even when the clock is set back', () => {
    const intent: RunEvent = { type: 'intent', subject: { kind: 'deployment', id: place }, try: 1, at: t0 - 3_600_000 };
    const events = [start, released('api', t0), intent];

    const soon = after(plan, [...events, { type: 'time', at: t0 + settings.settleMs - 1 }]);
    const later = after(plan, [...events, { type: 'time', at: t0 + settings.settleMs }]);

    expect(soon.effects).toMatchObject([{ kind: 'ensure-deployment', mayPost: false }]);
    expect(soon.wakeAt).toBe(t0 + settings.settleMs);
    expect(later.effects).toMatchObject([{ kind: 'ensure-deployment', mayPost: true }]);
  });

  it('does not believe an old answer that comes late', () => {
    const running = [start, released('api', t0), posted('deployment', place, 'ServerTasks-1', t0)];
    const executing = aTask('ServerTasks-1', t0 + 5_000, { state: 'Executing' });

    const state = replay(plan, [...running, executing, aTask('ServerTasks-1', t0 + 1_000, { state: 'Queued' })]);

    expect(state?.tasks['ServerTasks-1']?.state).toBe('Executing');
  });

  it('parks at an interruption of a kind that it does not know', () => {
    const asks = anInterruption({ kind: 'GuidedFailure', title: 'Retry?' });

    const parked = after(plan, [
      start,
      released('api', t0),
      posted('deployment', place, 'ServerTasks-1', t0),
      aTask('ServerTasks-1', t0 + 1_000, { state: 'Queued', interruptions: [asks] }),
    ]);

    expect(parked.standing).toBe('stuck');
    expect(assess(plan, parked.state).stops[place]).toMatchObject({ status: 'unknown' });
  });

  it('parks at a deployment that carries its token and cannot be its own, until somebody says to go on', () => {
    const subject = { kind: 'deployment' as const, id: place };
    const events: RunEvent[] = [
      start,
      released('api', t0),
      { type: 'foreign', subject, id: 'Deployments-9', reason: 'was made by another account', at: t0 },
    ];

    expect(after(plan, events)).toMatchObject({ effects: [], wakeAt: null, standing: 'stuck' });
    expect(after(plan, [...events, { type: 'resumed', at: t0 + 1 }]).effects).toMatchObject([
      { id: `deploy/${place}#1` },
    ]);
  });

  it('reports a failed smoke test as a defect once, and is then finished', () => {
    const tested = planOf({ ...train, cars: [aCar({ id: 'api', smoke: [{ kind: 'step', step: 'Smoke Test' }] })] });
    const { server, journal, end } = runOf(tested, { smoke: { [`${place}#0`]: ['failed'] } });

    expect(journal.filter(({ type }) => type === 'defect')).toHaveLength(1);
    expect(statuses(tested, journal)).toEqual({ [place]: 'failed' });
    expect(end).toBe('finished');
    expect(server.candidates()).toHaveLength(1);
  });
});

describe('the places on the track', () => {
  const train = aTrain({
    environments: ['Production'],
    maxParallel: 1,
    cars: [aCar({ id: 'first', after: ['root'] }), aCar({ id: 'root' }), aCar({ id: 'asked' })],
    gates: { Production: [anApproval()] },
  });

  it('stay with a car whose approval was asked, when an earlier car becomes due', () => {
    const plan = planOf({ ...train, maxParallel: 2 });
    const root = 'root/Production';
    const answered = anInterruption({ pending: false, answer: answerOf(riskLead) });

    const seen = statuses(plan, [
      start,
      posted('approval', `${root}/approval-1`, 'ServerTasks-1', t0),
      posted('approval', 'asked/Production/approval-1', 'ServerTasks-2', t0),
      aTask('ServerTasks-2', t0, { state: 'Queued', interruptions: [anInterruption()] }),
      aTask('ServerTasks-1', t0, { interruptions: [answered] }),
      released('root', t0),
      posted('deployment', root, 'ServerTasks-3', t0),
      aTask('ServerTasks-3', t0 + 1_000),
    ]);

    expect(seen).toEqual({
      'first/Production': 'waiting',
      'root/Production': 'succeeded',
      'asked/Production': 'waiting',
    });
  });
});

describe('an approval', () => {
  const train = aTrain({
    environments: ['Production'],
    gates: { Production: [anApproval()] },
    cars: [aCar({ id: 'api' })],
  });
  const plan = planOf(train);
  const gate = 'api/Production/approval-1';
  const asked = [start, posted('approval', gate, 'ServerTasks-1', t0)];
  const pending = aTask('ServerTasks-1', t0, { state: 'Queued', interruptions: [anInterruption()] });

  it('is asked before the release is made', () => {
    expect(step(plan, null, start).effects).toEqual([
      { id: `approval/${gate}#1`, kind: 'ensure-approval', gate, try: 1, mayPost: true },
    ]);
    expect(after(plan, [...asked, pending]).standing).toBe('waiting');
  });

  it.each([
    ['the requester', requester, 'rejected'],
    ["the train's own account", account, 'rejected'],
    ['somebody who may', riskLead, 'deploying'],
  ])('by %s leaves the stop %s', (_, person, status) => {
    const interruptions = [anInterruption({ pending: false, answer: answerOf(person) })];

    expect(statuses(plan, [...asked, aTask('ServerTasks-1', t0, { interruptions })])).toEqual({
      'api/Production': status,
    });
  });

  it('does not count where one of two answers does not', () => {
    const interruptions = [requester, riskLead].map((person, at) =>
      anInterruption({ id: `Interruptions-${at}`, pending: false, answer: answerOf(person) }),
    );

    expect(statuses(plan, [...asked, aTask('ServerTasks-1', t0, { interruptions })])).toEqual({
      'api/Production': 'rejected',
    });
  });

  it('of another team is none', () => {
    const interruptions = [anInterruption({ teamIds: ['Teams-9'], pending: false, answer: answerOf(riskLead) })];

    const seen = after(plan, [...asked, aTask('ServerTasks-1', t0, { interruptions })]);

    expect(assess(plan, seen.state).gates[gate]).toMatchObject({ is: 'refused', answer: null });
  });

  it('that the server refuses to ask is a failure, not a no', () => {
    const refused: RunEvent = { type: 'refused', subject: { kind: 'approval', id: gate }, message: 'no', at: t0 };

    expect(statuses(plan, [start, refused])).toEqual({ 'api/Production': 'failed' });
  });

  it('is withdrawn when the train stops meanwhile, also where the answer to the question was lost', () => {
    const two = planOf(aTrain({ ...train, gates: {}, cars: [aCar({ id: 'bad' }), aCar({ id: 'api' })] }));
    const asking = planOf({ ...train, cars: [aCar({ id: 'bad' }), aCar({ id: 'api' })] });
    const mixed: Plan = {
      ...asking,
      stops: asking.stops.map((stop, at) => (at === 0 ? (two.stops[0] ?? stop) : stop)),
    };
    const { server, journal, end } = runOf(mixed, {
      failing: ['bad/Production'],
      sendings: { [`approval ${gate}`]: [{ is: 'lost', landsAfterMs: 60_000 }] },
    });

    expect(end).toBe('finished');
    expect(statuses(mixed, journal)).toEqual({ 'bad/Production': 'failed', 'api/Production': 'skipped' });
    expect(journal.filter(({ type }) => type === 'cancel')).toHaveLength(1);
    expect(server.posts.map(({ subject }) => subject)).toEqual(['deployment bad/Production', `approval ${gate}`]);
  });

  it("in the project's own process, by the requester, fails the stop though it has deployed", () => {
    const friday = aTrain();
    const process = planOf(friday, finPay(friday));
    const { journal } = runOf(process, {
      answers: { 'payments-api/Production/approval-1': { by: 'requester', result: 'Proceed', afterMs: 100 } },
    });

    expect(statuses(process, journal)['payments-api/Production']).toBe('rejected');
    expect(statuses(process, journal)['fraud-detector/Development']).toBe('skipped');
  });
});

describe('an automatic phase', () => {
  const friday = aTrain();
  const plan = planOf(friday, finPay(friday));

  it('is left to the server until its time is up, then the train posts', () => {
    const { server, end } = runOf(plan, { automaticAfterMs: null });

    expect(end).toBe('finished');
    expect(server.posts.filter(({ subject }) => subject.startsWith('deployment'))).toHaveLength(9);
    expect(server.posts[0]?.at).toBe(t0 + settings.autoWaitMs);
  });

  it('posts nothing where the server is merely slow', () => {
    const { server } = runOf(plan, { automaticAfterMs: 80_000 });

    expect(server.posts.filter(({ subject }) => subject.includes('Development'))).toEqual([]);
  });

  it('holds nobody up with an addition that does not end', () => {
    const { end, clock, state } = runOf(plan, {
      workMs: { 'merchant-portal/Development/EuroShop': 10 ** 9 },
      failing: ['merchant-portal/Development'],
    });

    expect(end).toBe('finished');
    expect(Object.values(assess(plan, state).stops).map(({ status }) => status)).toEqual(Array(9).fill('succeeded'));
    expect(clock.now() - t0).toBeLessThan(600_000);
  });
});

describe('cars beside each other', () => {
  it('start at most `maxParallel` at once', () => {
    const train = aTrain({
      environments: ['Production'],
      gates: {},
      maxParallel: 2,
      cars: ['a', 'b', 'c'].map((id) => aCar({ id })),
    });
    const plan = planOf(train, aServer(train));

    expect(step(plan, null, start).effects.map(({ id }) => id)).toEqual(['release/a', 'release/b']);
  });
});
