import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../support/story.ts';
import { isAsked, posted, rideOn, runOf, stays, undisturbed } from './friday-story.ts';

const minuteMs = 60_000;

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

function isDeployingToStaging(): boolean {
  return posted(story).includes('payments-api → Staging (-) Executing');
}

describe('a network that is gone', () => {
  it('for ten minutes, in the middle of a deployment: the train says so, asks again, and goes on by itself', async () => {
    const riding = story.train(stays);
    await story.until(isDeployingToStaging);

    story.network.isDown = true;
    await story.pass(10 * minuteMs);
    const stayed = !riding.isOver();
    story.network.isDown = false;
    await story.until(() => isAsked(story));
    riding.interrupt();
    const { code, stdout, stderr } = await riding.ended;

    expect(stayed).toBe(true);
    expect(stdout).toContain('payments-api                  Staging       1.1.0 succeeded');
    expect(stderr).toContain('it is asked again, and the run goes on when it answers');
    expect(stderr).toContain('the server answers again');
    expect(code).toBe(130);
    expect((await rideOn(story)).code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });

  it('right when a deployment is posted: the train does not know whether it is there, and looks before it posts again', async () => {
    const paused = story.standStill((request) => request.method === 'POST' && request.url.endsWith('/deployments'));
    const riding = story.train(stays);
    await story.until(paused.isReached);

    story.network.isDown = true;
    paused.goOn();
    await story.pass(10 * minuteMs);
    story.network.isDown = false;
    await story.until(() => isAsked(story));
    riding.interrupt();
    await riding.ended;

    expect((await rideOn(story)).code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });

  it('for longer than a quarter of an hour: the run is left with 69 and the way to go on, and goes on', async () => {
    const riding = story.train(stays);
    await story.until(isDeployingToStaging);

    story.network.isDown = true;
    await story.until(riding.isOver);
    const { code, stderr } = await riding.ended;
    const tooEarly = await story.ran(['resume']);
    story.network.isDown = false;

    expect(code).toBe(69);
    expect(stderr).toContain(`resume     pnpm train resume ${runOf(story)}`);
    expect(tooEarly.code).toBe(69);
    expect((await rideOn(story)).code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });
});
