import { afterEach, describe, expect, it } from 'vitest';
import { faults } from './support/faults.ts';
import { type FridayWorld, openFriday } from './support/friday-world.ts';
import { rideToEnd, trainIn } from './support/ride.ts';
import { added, standings } from './support/standing.ts';

let world: FridayWorld;

afterEach(() => world.close());

async function defectsOf(project: string): Promise<readonly string[]> {
  const client = world.as('admin');
  const space = await client.space('Payments');
  const { Id } = await space.projects.get(project);
  const path = { spaceId: space.id, id: Id, version: '1.1.0' };
  const release = await client.api.GET('/api/{spaceId}/projects/{id}/releases/{version}', { params: { path } });
  const defects = await client.api.GET('/api/{spaceId}/releases/{id}/defects', {
    params: { path: { spaceId: space.id, id: release.data.Id } },
  });
  return defects.data.Items.map(({ Description }) => Description);
}

function inProduction(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes('→ Production'));
}

describe('a smoke test of payments-api that fails in Production', () => {
  it('as a step of its process: the task has failed, and the other cars stay at 1.0.0 there', async () => {
    world = await openFriday({
      faults: faults('- { match: { step: Smoke Test, environment: Production }, do: { fail: "HTTP 500" } }'),
    });
    const before = await standings(world.as('admin'));

    const ride = await rideToEnd(world);

    expect(ride.code).toBe(1);
    expect(ride.stdout).toContain('payments-api → Production: failed');
    expect(inProduction(added(before, await standings(world.as('admin'))))).toEqual([
      'Payments/payments-api 1.1.0 → Production (-) Failed',
    ]);
    expect(await defectsOf('payments-api')).toEqual([]);
  });

  it('as an answer of the workload: the task has succeeded, so a defect keeps Octopus from promoting the release', async () => {
    const route = 'GET /clusters/kind-finpay-prod/**/services/payments-api*/proxy';
    world = await openFriday({ faults: faults(`- { match: { route: "${route}" }, do: { status: 500 } }`) });
    const before = await standings(world.as('admin'));

    const ride = await rideToEnd(world);

    expect(ride.code).toBe(1);
    expect(ride.stdout).toMatch(/http payments-api \/: 500, expected 200.*3 times/s);
    expect(inProduction(added(before, await standings(world.as('admin'))))).toEqual([
      'Payments/payments-api 1.1.0 → Production (-) Success',
    ]);
    expect(await defectsOf('payments-api')).toEqual([
      expect.stringMatching(/payments-api 1\.1\.0 failed its smoke test in Production.*\[octotrain:1 run=friday-/),
    ]);
  });

  it('leaves a run that says it has failed, and a new one that is refused because of the defect', async () => {
    const route = 'GET /clusters/kind-finpay-prod/**/services/payments-api*/proxy';
    world = await openFriday({ faults: faults(`- { match: { route: "${route}" }, do: { status: 500 } }`) });
    await rideToEnd(world);

    const resumed = await trainIn(world, ['resume']);
    const again = await trainIn(world, ['friday.yaml', '--requested-by', 'alex.rivera']);

    expect(resumed).toMatchObject({ code: 1, stderr: expect.stringContaining('it failed') });
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('unresolved defect') });
  });
});

describe('a server that loses answers', () => {
  it('after it has made the deployment: the train finds it and makes no second one', async () => {
    world = await openFriday({
      faults: faults(
        '- { match: { route: "POST /api/*/deployments" }, do: { drop: after }, times: 2 }\n- { match: { route: "POST /api/*/runbookRuns" }, do: { drop: after }, times: 1 }',
      ),
    });
    const before = await standings(world.as('admin'));

    const ride = await rideToEnd(world);

    expect(ride).toMatchObject({ code: 0 });
    expect(added(before, await standings(world.as('admin')))).toHaveLength(13);
  });

  it('before it has made anything: the train waits until an answer would have come, and then posts again', async () => {
    world = await openFriday({
      faults: faults('- { match: { route: "POST /api/*/deployments" }, do: { drop: before }, times: 1 }'),
    });
    const before = await standings(world.as('admin'));

    const ride = await rideToEnd(world);

    expect(ride).toMatchObject({ code: 0 });
    expect(added(before, await standings(world.as('admin')))).toHaveLength(13);
  });

  it('and errs and is busy now and then: nothing is made twice', async () => {
    world = await openFriday({
      faults: faults(
        [
          '- { match: { route: "GET /api/**" }, do: { status: 503 }, chance: 0.05, seed: 7 }',
          '- { match: { route: "POST /api/**" }, do: { status: 429, retryAfter: 0 }, chance: 0.2, seed: 8 }',
        ].join('\n'),
      ),
    });
    const before = await standings(world.as('admin')).catch(() => []);

    const ride = await rideToEnd(world);

    expect(ride).toMatchObject({ code: 0 });
    expect(before.length === 0 || added(before, await standings(world.as('admin'))).length === 13).toBe(true);
  });
});
