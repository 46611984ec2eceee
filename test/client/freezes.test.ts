import { describe, expect, it } from 'vitest';
import { openLab, rejection } from './lab-client.ts';

const where = { project: 'fraud-detector', release: '9.0.0', environments: ['Staging'] } as const;
const reason = 'A fix that merchants wait for.';

/** A release that may go to Staging, where everything is frozen. */
async function open() {
  const world = await openLab();
  const client = world.as('admin');
  const space = await client.space('Payments');
  await space.releases.create({ project: 'fraud-detector', version: '9.0.0' });
  const { taskIds } = await space.deployments.deploy({ ...where, environments: ['Development'] });
  await client.tasks.wait({ taskIds });
  const [project, staging] = await Promise.all([
    space.projects.get('fraud-detector'),
    space.environments.get('Staging'),
  ]);
  const now = world.server.clock.now();
  await client.api.POST('/api/deploymentfreezes', {
    body: {
      Name: 'Black Friday',
      Start: new Date(now - 3_600_000).toISOString(),
      End: new Date(now + 86_400_000).toISOString(),
      ProjectEnvironmentScope: { [project.Id]: [staging.Id] },
    },
  });
  world.asked.length = 0;
  return { world, client, space };
}

describe('a deployment into a freeze', () => {
  it("is refused by the server, in the server's words", async () => {
    const { space } = await open();

    const error = await rejection(space.deployments.deploy(where));

    expect(error).toMatchObject({ code: 'validation', errors: [expect.stringContaining('Black Friday')] });
  });

  it('goes in spite of it when the freeze is named and a reason is given', async () => {
    const { client, space } = await open();

    const made = await space.deployments.deploy({ ...where, overrideFreezes: { names: ['black friday'], reason } });

    expect(await client.tasks.wait({ taskIds: made.taskIds })).toMatchObject([{ task: { State: 'Success' } }]);
    const events = client.pages('/api/events', {
      params: { query: { eventCategories: 'DeploymentFreezeOverridden' } },
    });
    expect(JSON.stringify(await events.first())).toContain(reason);
  });

  it('is not sent when no freeze is called so', async () => {
    const { world, space } = await open();

    const error = await rejection(
      space.deployments.deploy({ ...where, overrideFreezes: { names: ['Blak Friday'], reason } }),
    );

    expect(error).toMatchObject({
      problems: [{ kind: 'unknown-freeze', name: 'Blak Friday', suggestions: ['Black Friday'] }],
      hint: 'Did you mean "Black Friday"?',
    });
    expect(world.asked.filter((each) => each.startsWith('POST'))).toEqual([]);
  });
});
