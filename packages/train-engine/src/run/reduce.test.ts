import { describe, expect, it } from 'vitest';
import { aStart, oneCar, planOf } from '../test-support/friday.ts';
import type { RunEvent, Source } from './event.ts';
import { replay } from './step.ts';

const plan = planOf(oneCar());
const place = 'api/Development';
const { at } = aStart();

function posted(number: number, source: Source): RunEvent {
  const subject = { kind: 'deployment' as const, id: place };
  return { type: 'posted', subject, id: `Deployments-${number}`, taskId: `ServerTasks-${number}`, source, at };
}

function stopAfter(...events: readonly RunEvent[]) {
  return replay(plan, [aStart(), ...events])?.stops[place];
}

describe('two deployments with the same token', () => {
  it('leave the one with the lowest id standing, whichever was heard of first', () => {
    const standing = { id: 'Deployments-9', taskId: 'ServerTasks-9' };

    expect(stopAfter(posted(10, 'created'), posted(9, 'found'))).toMatchObject(standing);
    expect(stopAfter(posted(9, 'found'), posted(10, 'created'))).toMatchObject(standing);
  });
});

describe('a run that is taken up again on a machine whose clock was set back', () => {
  it('believes what it hears', () => {
    const heard = (state: 'Executing' | 'Success', heardAt: number): RunEvent => {
      const facts = { startedAt: null, completedAt: null, errorMessage: null, interruptions: [] };
      return { type: 'task', taskId: 'ServerTasks-9', state, ...facts, at: heardAt };
    };
    const before = [aStart(), posted(9, 'created'), heard('Executing', at + 5_000)];
    const resumed: RunEvent = { type: 'resumed', at: at - 3_600_000 };

    const state = replay(plan, [...before, resumed, heard('Success', at - 3_599_000)]);

    expect(state?.tasks['ServerTasks-9']?.state).toBe('Success');
    expect(state?.now).toBe(at + 5_000);
  });
});
