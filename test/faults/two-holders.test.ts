import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Riding, type Standstill, type Story } from '../support/story.ts';
import { isAsked, posted, rideOn, runOf, stays, undisturbed } from './friday-story.ts';

const other = { machine: 'other' };

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

/** A train that has asked whether the lock is its own, was told so, and then stands still before it sends. */
async function standStill(): Promise<{ riding: Riding; paused: Standstill; run: string }> {
  const paused = story.standStill((request) => request.method === 'POST' && request.url.endsWith('/deployments'));
  const riding = story.train(stays);
  await story.until(paused.isReached);
  return { riding, paused, run: runOf(story) };
}

function inStaging(): readonly string[] {
  return posted(story).filter((line) => line.startsWith('payments-api → Staging'));
}

describe('two trains that both believe they hold the lock', () => {
  it('are not let be while the first is heard of: the second ends with 75 and sends nothing', async () => {
    const { run } = await standStill();

    const second = await story.ran(['resume', run], other);

    expect(second).toMatchObject({ code: 75, stderr: expect.stringContaining('train friday is held by process') });
    expect(inStaging()).toEqual([]);
  });

  it('when a person says the first is gone, and it was not: what it was about to send is made twice, it sends nothing else, and both tell', async () => {
    const { riding, paused, run } = await standStill();

    const second = await story.ran(['resume', run, '--take-over'], other);
    const one = inStaging();
    paused.goOn();
    await story.until(riding.isOver);
    const first = await riding.ended;
    const ended = await rideOn(story, other);

    expect(second.code).toBe(3);
    expect(one).toHaveLength(1);
    expect(first).toMatchObject({ code: 75, stderr: expect.stringContaining('nothing more is sent from here') });
    expect(first.stdout).toMatch(/! a second deployment payments-api\/Staging was found/);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/! a second deployment payments-api\/Staging was found/);
    expect(inStaging()).toHaveLength(2);
    expect(posted(story)).toHaveLength(undisturbed + 1);
    // One of the two was sent by a machine whose journal is not there: not all can be proven.
    expect((await story.ran(['verify', run], other)).code).toBe(6);
  });

  it('when the first was not heard of for a quarter of an hour: the second may go on, and it is the same', async () => {
    const { riding, paused, run } = await standStill();

    await story.pass(16 * 60_000);
    const second = await story.ran(['resume', run], other);
    paused.goOn();
    await story.until(riding.isOver);

    expect(second.code).toBe(3);
    expect((await riding.ended).code).toBe(75);
    expect((await rideOn(story, other)).code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed + 1);
  });

  it('when the first stands still between two writes: it asks before the next, and sends nothing', async () => {
    const riding = story.train(stays);
    await story.until(() => isAsked(story));
    const run = runOf(story);

    const second = await story.ran(['resume', run, '--take-over'], other);
    const ended = await rideOn(story, other);
    await story.until(riding.isOver);

    expect(second.code).toBe(3);
    expect(ended.code).toBe(0);
    expect((await riding.ended).code).not.toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });
});
