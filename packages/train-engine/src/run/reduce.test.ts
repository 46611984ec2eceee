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
