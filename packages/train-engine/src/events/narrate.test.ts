import { describe, expect, it } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import type { RunState } from '../run/state.ts';
import { step } from '../run/step.ts';
import { createClock } from '../test-support/clock.ts';
import { drive } from '../test-support/drive.ts';
import { aCar, anApproval, aTrain, finPay, planOf } from '../test-support/friday.ts';
import type { Script } from '../test-support/script.ts';
import { createServer } from '../test-support/simulated-server.ts';
import { narrate } from './narrate.ts';
import type { TrainEventBody } from './train-event.ts';

/** The whole story of a run, as its readers hear it. */
function storyOf(plan: Plan, script: Script = {}): readonly TrainEventBody[] {
  const clock = createClock(1_000_000);
  const { journal } = drive({ plan, clock, server: createServer({ plan, clock, script }) });
  let state: RunState | null = null;
  return journal.flatMap((event) => {
    const before = state;
    const { state: after } = step(plan, before, event);
    state = after;
    return narrate(plan, before, after, event);
  });
}

function lines(story: readonly TrainEventBody[]): readonly string[] {
  return story.map((each) => {
    const place = 'car' in each ? ` ${each.car}` : '';
    if (each.event === 'stop') return `stop${place} ${each.state}${each.reason ? `: ${each.reason}` : ''}`;
    if (each.event === 'approval-answered') return `answered${place} ${each.result} by ${each.by ?? 'nobody'}`;
    if (each.event === 'smoke') return `smoke${place} ${each.test} ${each.result}`;
    if (each.event === 'run-finished') return 'finished';
    return `${each.event}${place}`;
  });
}

const production = { environments: ['Production'], clusters: { Production: 'kind-prod' } };
const tested = aCar({ id: 'api', smoke: [{ kind: 'step', step: 'Smoke Test' }] });
const guarded = aTrain({ ...production, cars: [tested], gates: { Production: [anApproval()] } });

describe('narrate', () => {
  it('tells the life of a stop in order', () => {
    expect(lines(storyOf(planOf(guarded)))).toEqual([
      'run-started',
      'stop api waiting: api/Production/approval-1',
      'approval-asked api',
      'answered api approved by Rita',
      'stop api deploying',
      'release api',
      'deployment api',
      'stop api verifying',
      'smoke api step Smoke Test passed',
      'stop api succeeded',
      'finished',
    ]);
  });

  it('tells a no with the name of whoever said it', () => {
    const gate = 'api/Production/approval-1';
    const story = lines(
      storyOf(planOf(guarded), { answers: { [gate]: { by: 'risk', result: 'Abort', afterMs: 10 } } }),
    );

    expect(story).toContain('answered api refused by Rita');
    expect(story).toContain('stop api rejected: Risk Team: Rita said no');
  });

  it('tells a failed smoke test, its defect and what is skipped', () => {
    const plan = planOf(aTrain({ ...production, gates: {}, cars: [tested, aCar({ id: 'portal', after: ['api'] })] }));

    expect(lines(storyOf(plan, { smoke: { 'api/Production#0': ['failed'] } })).slice(-5)).toEqual([
      'smoke api step Smoke Test failed',
      'stop api failed: smoke test failed: failed',
      'stop portal skipped: the train stopped',
      'defect api',
      'finished',
    ]);
  });

  it('calls a question that the train took back no answer', () => {
    const asking = planOf(
      aTrain({ ...production, gates: { Production: [anApproval()] }, cars: ['bad', 'api'].map((id) => aCar({ id })) }),
    );
    const plan: Plan = {
      ...asking,
      stops: asking.stops.map((stop) => (stop.car === 'bad' ? { ...stop, gates: [] } : stop)),
    };

    const story = lines(storyOf(plan, { failing: ['bad/Production'] }));

    expect(story).toContain('task-cancelled');
    expect(story.filter((line) => line.startsWith('answered'))).toEqual([]);
  });

  it('tells what stands already at the start', () => {
    const train = aTrain({ ...production, gates: {}, cars: [aCar({ id: 'api' })] });
    const plan = planOf(train);
    const stood: Plan = { ...plan, stops: plan.stops.map((stop) => ({ ...stop, action: 'unchanged', verify: false })) };

    expect(lines(storyOf(stood))).toEqual(['run-started', 'stop api unchanged', 'finished']);
  });

  it("tells of FinPay's nine deployments, and of the two that the server added", () => {
    const train = aTrain();
    const story = storyOf(planOf(train, finPay(train)));

    expect(story.filter(({ event }) => event === 'deployment')).toHaveLength(9);
    expect(story.flatMap((each) => (each.event === 'deployment-added' ? [each.tenant] : []))).toEqual([
      'EuroShop',
      null,
    ]);
    expect(
      story
        .flatMap((each) => (each.event === 'deployment' ? [each.source] : []))
        .filter((source) => source === 'server'),
    ).toHaveLength(3);
  });

  it('says nothing twice when an event is heard again', () => {
    const plan = planOf(guarded);
    const clock = createClock(1_000_000);
    const { journal } = drive({ plan, clock, server: createServer({ plan, clock }) });
    let state: RunState | null = null;

    for (const event of journal) {
      state = step(plan, state, event).state;
      const again = narrate(plan, state, step(plan, state, event).state, event);
      expect(again.filter(({ event: name }) => name !== 'run-resumed')).toEqual([]);
    }
  });
});
