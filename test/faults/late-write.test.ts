import { afterEach, describe, expect, it } from 'vitest';
import { faults } from '../support/faults.ts';
import { openStory, type Story } from '../support/story.ts';
import { friday, posted, rideOn, runOf, undisturbed } from './friday-story.ts';

let story: Story;
afterEach(() => story.close());

/** The connection drops on the first deployment, which is made so long after. */
async function openLate(after: string): Promise<void> {
  const rule = `- { match: { route: "POST /api/*/deployments" }, do: { writeLater: ${after} }, times: 1 }`;
  story = await openStory({ faults: faults(rule) });
}

function inStaging(): readonly string[] {
  return posted(story).filter((line) => line.startsWith('payments-api → Staging'));
}

describe('a deployment that is made after its connection dropped', () => {
  it('within the time that a lost answer is looked for: it is found by its token, and none is posted again', async () => {
    await openLate('30s');

    await story.ran(friday);
    const ended = await rideOn(story);

    expect(ended.code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
    expect((await story.ran(['verify'])).code).toBe(0);
  });

  it('later than that, while the train is under way: a second was posted; both are seen at the end, told, and in the report', async () => {
    await openLate('130s');

    await story.ran(friday);
    await story.pass(60_000);
    const ended = await rideOn(story);

    expect(ended.code).toBe(0);
    expect(inStaging()).toHaveLength(2);
    expect(ended.stdout).toMatch(/! a second deployment payments-api\/Staging was found: Deployments-\d+/);
    expect(ended.stdout).toContain('Duplicates');
    expect((await story.ran(['verify'])).code).toBe(0);
  });

  it('when the train is long over: only `verify` can see it, and does', async () => {
    await openLate('2h');

    await story.ran(friday);
    const ended = await rideOn(story);
    const before = await story.ran(['verify', runOf(story)]);
    await story.pass(3 * 3_600_000);
    const after = await story.ran(['verify', runOf(story)]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).not.toContain('Duplicates');
    expect(before.code).toBe(0);
    expect(inStaging()).toHaveLength(2);
    expect(after).toMatchObject({ code: 1, stdout: expect.stringMatching(/✖ Deployments-\d+ {2}is a second one/) });
  });
});
