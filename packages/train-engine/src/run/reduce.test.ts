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

describe('a run that is taken up without its journal', () => {
  const blind: RunEvent = { type: 'resumed', blind: true, at: at + 1_000 };

  it('doubts everything that may have been sent, and since when it looks', () => {
    const state = replay(plan, [aStart(), blind]);

    expect(state?.blindSince).toBe(at + 1_000);
    expect(state?.stops[place]?.doubtAt).toBe(at + 1_000);
  });

  it('doubts a deployment no more when a last look was taken', () => {
    const looked: RunEvent = { type: 'looked', subject: { kind: 'deployment', id: place }, at: at + 2_000 };

    expect(stopAfter(blind, posted(9, 'found'), looked)?.doubtAt).toBeNull();
  });
});

describe('something that is sent again', () => {
  const intent = (afterMs: number): RunEvent => ({
    type: 'intent',
    subject: { kind: 'deployment', id: place },
    try: 1,
    at: at + afterMs,
  });
  const notSent: RunEvent = { type: 'not-sent', subject: { kind: 'deployment', id: place }, at: at + 1 };

  it('may be there twice, unless the first was never sent', () => {
    expect(stopAfter(intent(0))?.doubtAt).toBeNull();
    expect(stopAfter(intent(0), intent(120_000))?.doubtAt).toBe(at + 120_000);
    expect(stopAfter(intent(0), notSent, intent(2))?.doubtAt).toBeNull();
  });
});
