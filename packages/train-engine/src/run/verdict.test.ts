import { describe, expect, it } from 'vitest';
import type { Smoke } from '../file/train.ts';
import { aCar, aServer, aStart, aTrain, httpSmoke, planOf, stepSmoke } from '../test-support/friday.ts';
import type { SmokeState } from './state.ts';
import { initialState } from './state.ts';
import { smokeVerdict } from './verdict.ts';

const rollout: Smoke = { kind: 'rollout', deployment: 'api', timeoutMs: 60_000 };

function seen(change: Partial<SmokeState>): SmokeState {
  return { attempts: 1, firstAt: 1_000, lastAt: 1_000, result: 'passed', detail: 'seen', ...change };
}

function verdict(smokes: readonly Smoke[], states: readonly SmokeState[]) {
  const train = aTrain({ gates: {}, cars: [aCar({ id: 'api', smoke: smokes })] });
  const plan = planOf(train, aServer(train));
  const [car, stop] = [plan.cars[0], initialState(plan, aStart()).stops['api/Development']];
  if (!car || !stop) throw new Error('no stop');
  return smokeVerdict({ car, stop: { ...stop, smoke: Object.fromEntries(states.entries()) }, pollMs: 500 });
}

describe('smokeVerdict', () => {
  it.each([
    ['nothing to test', [], [], { is: 'passed' }],
    ['nothing tried', [stepSmoke], [], { is: 'testing', index: 0, attempt: 1, notBefore: 0 }],
    ['the first passed', [stepSmoke, httpSmoke], [seen({})], { is: 'testing', index: 1, attempt: 1, notBefore: 0 }],
    ['all passed', [stepSmoke, httpSmoke], [seen({}), seen({})], { is: 'passed' }],
    ['a failed step', [stepSmoke], [seen({ result: 'failed' })], { is: 'failed', detail: 'seen' }],
    [
      'an http test that failed once',
      [httpSmoke],
      [seen({ result: 'failed' })],
      { is: 'testing', index: 0, attempt: 2, notBefore: 3_000 },
    ],
    [
      'an http test that failed as often as it may',
      [httpSmoke],
      [seen({ result: 'failed', attempts: 3 })],
      { is: 'failed', detail: 'seen, 3 times' },
    ],
    [
      'a rollout under way',
      [rollout],
      [seen({ result: 'pending', lastAt: 50_000, attempts: 9 })],
      { is: 'testing', index: 0, attempt: 10, notBefore: 50_500 },
    ],
    [
      'a rollout whose time is up',
      [rollout],
      [seen({ result: 'pending', lastAt: 61_000, attempts: 9 })],
      { is: 'failed', detail: 'seen after 60 s' },
    ],
    ['a failed rollout', [rollout], [seen({ result: 'failed' })], { is: 'failed', detail: 'seen' }],
    [
      'a doubt',
      [stepSmoke],
      [seen({ result: 'inconclusive' })],
      { is: 'testing', index: 0, attempt: 2, notBefore: 1_500 },
    ],
    [
      'a doubt that stays',
      [stepSmoke],
      [seen({ result: 'inconclusive', attempts: 3 })],
      { is: 'inconclusive', detail: 'seen' },
    ],
  ] as const)('%s', (_, smokes, states, expected) => {
    expect(verdict(smokes, states)).toEqual(expected);
  });
});
