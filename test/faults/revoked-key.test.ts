import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../support/story.ts';
import { answerAll, isAsked, posted, rideOn, runOf, stays, undisturbed } from './friday-story.ts';

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

/** The train's account loses all its keys; gives the path to its new ones. */
async function revoke({ server }: Story): Promise<string> {
  const account = server
    .store()
    .all('Users')
    .find(({ Username }) => Username === 'friday-train');
  const keys = server
    .store()
    .all('ApiKeys')
    .filter(({ UserId }) => UserId === account?.Id);
  expect(keys).toHaveLength(1);
  const path = `/api/users/${account?.Id}/apikeys`;
  for (const { Id } of keys) await server.ask('admin', 'DELETE', `${path}/${Id}`);
  return path;
}

describe('a key that is revoked while the train is under way', () => {
  it('ends it with 4: nothing more is sent, what was answered stands, and the run goes on with a new key of the same account', async () => {
    const riding = story.train(stays);
    await story.until(() => isAsked(story));
    const path = await revoke(story);
    answerAll(story);
    await story.until(riding.isOver);
    const left = posted(story);
    await story.pass(3_600_000);

    const { code, stderr } = await riding.ended;
    expect(code).toBe(4);
    expect(stderr).toContain('Check the API key: it is missing, mistyped, expired or revoked.');
    expect(stderr).toContain(`resume     pnpm train resume ${runOf(story)}`);
    expect(left).toHaveLength(3);
    expect(posted(story)).toHaveLength(3);

    const withOld = await story.ran(['resume']);
    const withAnother = await story.ran(['resume'], { as: 'admin' });
    const made = await story.server.ask('admin', 'POST', path, { Purpose: 'the next one' });
    const { ApiKey: key } = made.body as { ApiKey: string }; // as the server answers
    const ended = await rideOn(story, { key });

    expect(withOld.code).toBe(4);
    expect(withAnother).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('a train goes on under its own account'),
    });
    expect(ended.code).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
  });
});
