import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPaused, type Move, nextMove } from './moves.ts';
import { type TaskWalkDocument, unitKey, type WalkStep, type WalkUnit } from './state.ts';

type Walk = Pick<TaskWalkDocument, 'Steps' | 'Units' | 'ExcludedMachineIds'>;

function step(more: Partial<WalkStep> = {}): WalkStep {
  return { Group: 0, ActionIndexes: [0], Lanes: [null], Rolling: false, Limit: 10, State: 'Running', ...more };
}

function unit(Status: WalkUnit['Status'], InterruptionId: string | null = null): WalkUnit {
  return { Status, Attempt: 1, Warned: false, InterruptionId, ChildTaskId: null };
}

/** A walk whose units are written `step/action/lane`. */
function walk(
  Steps: WalkStep[],
  units: Record<string, WalkUnit['Status']> = {},
  ExcludedMachineIds: string[] = [],
): Walk {
  return {
    Steps,
    Units: Object.fromEntries(Object.entries(units).map(([key, status]) => [key, unit(status)])),
    ExcludedMachineIds,
  };
}

function told(move: Move | undefined): string {
  if (move === undefined) return 'waits';
  if (move.kind === 'run') return `run ${unitKey(move)}`;
  if (move.kind === 'begin') return `begin ${move.step}`;
  return move.kind === 'end' ? `end ${move.step} ${move.state}` : 'finish';
}

const three = { Lanes: ['a', 'b', 'c'] };
const twoActions = { ...three, ActionIndexes: [0, 1] };
const rolling = { ...twoActions, Rolling: true, Limit: 2 };

describe('the next move of a walk', () => {
  it.each<[string, Walk, string]>([
    ['begins the first step', walk([step({ State: 'Pending' }), step({ Group: 1, State: 'Pending' })]), 'begin 0'],
    ['runs it', walk([step(), step({ Group: 1, State: 'Pending' })]), 'run 0/0/0'],
    ['waits for it', walk([step(), step({ Group: 1, State: 'Pending' })], { '0/0/0': 'Running' }), 'waits'],
    ['waits for a person', walk([step()], { '0/0/0': 'Waiting' }), 'waits'],
    ['waits to try again', walk([step()], { '0/0/0': 'Backoff' }), 'waits'],
    ['ends it', walk([step()], { '0/0/0': 'Succeeded' }), 'end 0 Succeeded'],
    ['ends it in failure', walk([step()], { '0/0/0': 'Failed' }), 'end 0 Failed'],
    ['goes on with the next', walk([step({ State: 'Succeeded' }), step({ Group: 1, State: 'Pending' })]), 'begin 1'],
    ['passes what was skipped', walk([step({ State: 'Skipped' }), step({ Group: 1, State: 'Pending' })]), 'begin 1'],
    [
      'goes on after a failure: conditions decide',
      walk([step({ State: 'Failed' }), step({ Group: 1, State: 'Pending' })]),
      'begin 1',
    ],
    ['finishes', walk([step({ State: 'Succeeded' }), step({ State: 'Failed' })]), 'finish'],
    ['finishes where nothing is', walk([]), 'finish'],
    // Beside each other.
    ['begins all of a group', walk([step(), step({ State: 'Pending' })], { '0/0/0': 'Running' }), 'begin 1'],
    ['runs all of a group', walk([step(), step()], { '0/0/0': 'Running' }), 'run 1/0/0'],
    [
      'ends the one that is through',
      walk([step(), step()], { '0/0/0': 'Running', '1/0/0': 'Succeeded' }),
      'end 1 Succeeded',
    ],
    [
      'lets the rest of a group end before the next',
      walk([step(), step({ State: 'Failed' }), step({ Group: 1, State: 'Pending' })], { '0/0/0': 'Running' }),
      'waits',
    ],
    // On targets, action by action.
    ['runs on every target', walk([step(three)], { '0/0/0': 'Running' }), 'run 0/0/1'],
    ['as many as the limit', walk([step({ ...three, Limit: 2 })], { '0/0/0': 'Running', '0/0/1': 'Running' }), 'waits'],
    [
      'the second action when all are through the first',
      walk([step(twoActions)], { '0/0/0': 'Succeeded', '0/0/1': 'Succeeded', '0/0/2': 'Running' }),
      'waits',
    ],
    [
      'and then on every target',
      walk([step(twoActions)], { '0/0/0': 'Succeeded', '0/0/1': 'Skipped', '0/0/2': 'Succeeded' }),
      'run 0/1/0',
    ],
    ['nothing more after a failure', walk([step({ ...three, Limit: 1 })], { '0/0/0': 'Failed' }), 'end 0 Failed'],
    ['but what is at work', walk([step(three)], { '0/0/0': 'Failed', '0/0/1': 'Running' }), 'waits'],
    // In a window.
    ['opens a window', walk([step(rolling)], { '0/0/0': 'Running' }), 'run 0/0/1'],
    ['no wider', walk([step(rolling)], { '0/0/0': 'Running', '0/0/1': 'Running' }), 'waits'],
    [
      'takes each target through all actions first',
      walk([step(rolling)], { '0/0/0': 'Succeeded', '0/0/1': 'Running' }),
      'run 0/1/0',
    ],
    [
      'takes another when one is through',
      walk([step(rolling)], { '0/0/0': 'Succeeded', '0/1/0': 'Succeeded', '0/0/1': 'Running' }),
      'run 0/0/2',
    ],
    [
      'takes no other after a failure',
      walk([step(rolling)], { '0/0/0': 'Failed', '0/0/1': 'Succeeded' }),
      'end 0 Failed',
    ],
    // Left out.
    ['leaves out a target', walk([step(three)], {}, ['a']), 'run 0/0/1'],
    [
      'leaves out the rest of its actions',
      walk([step(rolling)], { '0/0/0': 'Excluded', '0/0/1': 'Running' }, ['a']),
      'run 0/0/2',
    ],
    [
      'does not fail for one that was left out',
      walk([step({ Lanes: ['a'] })], { '0/0/0': 'Excluded' }, ['a']),
      'end 0 Succeeded',
    ],
  ])('%s', (_, given, expected) => {
    expect(told(nextMove(given))).toBe(expected);
  });

  it('comes to an end, with every unit run at most once and never more at a time than allowed', () => {
    const steps = fc.array(
      fc.record({
        group: fc.boolean(),
        actions: fc.integer({ min: 1, max: 3 }),
        lanes: fc.integer({ min: 1, max: 4 }),
        rolling: fc.boolean(),
        limit: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat(99)), (shapes, choices) => {
        let group = 0;
        let current: Walk = walk(
          shapes.map((shape, index) => {
            if (!shape.group && index > 0) group += 1;
            const Lanes = Array.from({ length: shape.lanes }, (_, lane) => `m${lane}`);
            const ActionIndexes = Array.from({ length: shape.actions }, (_, action) => action);
            return step({
              Group: group,
              Lanes,
              ActionIndexes,
              Rolling: shape.rolling,
              Limit: shape.limit,
              State: 'Pending',
            });
          }),
        );
        for (let turn = 0; turn < 500; turn += 1) {
          const move = nextMove(current);
          if (move?.kind === 'finish') return;
          const running = Object.entries(current.Units).filter(([, { Status }]) => Status === 'Running');
          if (move === undefined) {
            const choice = choices.next().value ?? 0;
            const [key] = running[choice % running.length] ?? [];
            expect(key).toBeDefined();
            current = {
              ...current,
              Units: { ...current.Units, [key ?? '']: unit(choice < 10 ? 'Failed' : 'Succeeded') },
            };
          } else if (move.kind === 'run') {
            const key = unitKey(move);
            expect(current.Units[key]).toBeUndefined();
            const own = running.filter(([other]) => other.startsWith(`${move.step}/`));
            expect(own.length).toBeLessThan(current.Steps[move.step]?.Limit ?? 0);
            current = { ...current, Units: { ...current.Units, [key]: unit('Running') } };
          } else {
            const State = move.kind === 'begin' ? 'Running' : move.state;
            current = {
              ...current,
              Steps: current.Steps.map((one, at) => (at === move.step ? { ...one, State } : one)),
            };
          }
        }
        expect.unreachable('it never ended');
      }),
    );
  });
});

describe('a task gives up its place', () => {
  const manual = (id: string) => id === 'manual';

  it.each<[string, WalkUnit[], boolean]>([
    ['when it only waits for people', [unit('Waiting', 'manual'), unit('Succeeded')], true],
    ['not while something is at work', [unit('Waiting', 'manual'), unit('Running')], false],
    ['not while something will be tried again', [unit('Waiting', 'manual'), unit('Backoff')], false],
    ['not when a failure waits for guidance', [unit('Waiting', 'guided')], false],
    ['not when nothing waits', [unit('Succeeded')], false],
  ])('%s', (_, units, expected) => {
    expect(isPaused({ Units: Object.fromEntries(units.entries()) }, manual)).toBe(expected);
  });
});
