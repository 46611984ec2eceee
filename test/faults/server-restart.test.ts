import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../support/story.ts';
import { answerAll, friday, isAsked, posted, rideOn, stays, undisturbed } from './friday-story.ts';

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

describe('a server that is restarted', () => {
  it('while a person is asked: the question is still there, its answer counts, and the train goes on by itself', async () => {
    const riding = story.train(stays);
    await story.until(() => isAsked(story));

    await story.server.restart();
    await story.pass(60_000);
    answerAll(story);
    await story.until(riding.isOver);

    expect((await riding.ended).code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });

  it('while it deploys: that deployment has failed, so the train stops; a new run skips what stands and goes on', async () => {
    const riding = story.train(stays);
    await story.until(() => posted(story).includes('payments-api → Staging (-) Executing'));

    await story.server.restart();
    await story.until(riding.isOver);

    expect(await riding.ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The server was restarted while this task was executing.'),
    });
    expect(posted(story)).toEqual(['payments-api → Development (-) Success', 'payments-api → Staging (-) Failed']);

    const again = await story.ran(friday);
    const ended = await rideOn(story);

    expect(again.stdout).toContain('1.1.0 unchanged');
    expect(ended.code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed + 1);
  });
});
