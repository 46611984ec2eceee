import { writeComment } from '@octotrain/train-engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../support/story.ts';
import { friday, posted, runOf } from './friday-story.ts';

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

function stagingOf({ server }: Story) {
  const store = server.store();
  const project = store.all('Projects').find(({ Name }) => Name === 'payments-api');
  const staging = store
    .all('Environments')
    .find((each) => each.Name === 'Staging' && each.SpaceId === project?.SpaceId);
  if (!project || !staging) throw new Error('FinPay has both');
  return { project, staging };
}

/** Somebody deploys payments-api 1.1.0 to Staging by hand, in the run's name; gives the id of the deployment. */
async function forge(story: Story, run: string): Promise<string> {
  const { server } = story;
  const { project, staging } = stagingOf(story);
  const release = server
    .store()
    .all('Releases')
    .find((each) => each.ProjectId === project.Id && each.Version === '1.1.0');
  const token = { run, car: 'payments-api', try: 1, plan: 'as-if', by: 'alex.rivera', head: 'as-if' };
  const body = { ReleaseId: release?.Id, EnvironmentId: staging.Id, Comments: writeComment('Trust me.', token) };
  const made = await server.ask('admin', 'POST', `/api/${project.SpaceId}/deployments`, body);
  expect(made.ok).toBe(true);
  return (made.body as { Id: string }).Id; // as the server answers
}

describe('a deployment that carries the run’s token and is not the run’s', () => {
  it('is never taken for its own: the run stops there with 6, and says what to look at', async () => {
    const { project, staging } = stagingOf(story);
    const looking = story.standStill(
      ({ method, url }) =>
        method === 'GET' && url.includes(`/deployments?projects=${project.Id}&environments=${staging.Id}&take=`),
    );
    const riding = story.train(friday);
    await story.until(looking.isReached);
    const run = runOf(story);
    const forged = await forge(story, run);
    looking.goOn();
    await story.until(riding.isOver);

    const { code, stderr } = await riding.ended;
    const again = await story.ran(['resume', run]);

    expect(code).toBe(6);
    expect(stderr).toContain('payments-api → Staging: unknown');
    expect(stderr).toContain(forged);
    expect(stderr).toContain(`pnpm train resume ${run}`);
    expect(again.code).toBe(6);
    expect(posted(story)).toHaveLength(2);
    expect((await story.ran(['verify', run])).code).toBe(1);
  });
});
