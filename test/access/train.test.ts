import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FridayWorld, openFriday } from '../support/friday-world.ts';
import { trainIn } from '../support/ride.ts';
import { standings } from '../support/standing.ts';
import { asking, lookingUp } from './asking.ts';

let world: FridayWorld;

/** A train of one release that is there already, to these environments. */
async function train(name: string, project: string, environments: string): Promise<string> {
  const lines = [
    'version: 1',
    `train: ${name}`,
    `environments: [${environments}]`,
    'cars:',
    `  - project: ${project}`,
    '    release: { version: 1.1.0 }',
  ];
  await writeFile(join(world.folder, `${name}.yaml`), `${lines.join('\n')}\n`);
  return `${name}.yaml`;
}

beforeAll(async () => {
  world = await openFriday();
  const admin = asking(world.emulator);
  for (const [space, project] of [
    ['Payments', 'fraud-detector'],
    ['Merchants', 'merchant-portal'],
  ] as const) {
    const lookup = lookingUp(admin);
    const id = await lookup.space(space);
    const { Id: ProjectId } = await lookup.named(`/${id}/projects/all`, project);
    const said = await admin('POST', `/${id}/releases`, { ProjectId, Version: '1.1.0' });
    if (said.status !== 201) throw new Error(JSON.stringify(said));
  }
}, 60_000);

afterAll(() => world.close());

describe('with the key of the junior developer, the train', () => {
  it('is refused Production with 4 before anything has moved, and says what is missing', async () => {
    const file = await train('to-production', 'Payments/fraud-detector', 'Development, Staging, Production');
    const before = await standings(world.as('sarah.chen'));

    const planned = await trainIn(world, ['plan', file], { as: 'alex.rivera' });
    const ran = await trainIn(world, [file], { as: 'alex.rivera' });

    expect([planned.code, ran.code]).toEqual([4, 4]);
    const lacking = 'Alex Rivera lacks DeploymentCreate for Payments/fraud-detector in Production';
    expect(planned.stderr).toContain(lacking);
    expect(ran.stderr).toContain(lacking);
    expect(ran.stderr).not.toContain('in Staging');
    expect(
      (await standings(world.as('sarah.chen'))).filter((line) => /1\.1\.0 → (Staging|Production)/.test(line)),
    ).toEqual(before.filter((line) => /1\.1\.0 → (Staging|Production)/.test(line)));
  });

  it('brings a release to Staging', async () => {
    const file = await train('to-staging', 'Payments/fraud-detector', 'Development, Staging');

    const ran = await trainIn(world, [file], { as: 'alex.rivera' });

    expect(ran.stderr).not.toContain('lacks');
    expect(ran.code).toBe(0);
    expect(await standings(world.as('sarah.chen'))).toContain('Payments/fraud-detector 1.1.0 → Staging (-) Success');
  });

  it('does not find a space that is none of theirs, and sends nothing', async () => {
    const file = await train('elsewhere', 'Merchants/merchant-portal', 'Development');

    const ran = await trainIn(world, [file], { as: 'alex.rivera' });

    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/no space `Merchants` +this account sees the spaces: Payments\n/);
    expect(ran.stderr).toContain('nothing was sent');
  });
});

it('is refused Merchants with the key of the lead of Payments, who may look there', async () => {
  const file = await train('not-mine', 'Merchants/merchant-portal', 'Development, Staging');

  const ran = await trainIn(world, [file], { as: 'marcus.webb' });

  expect(ran.code).toBe(4);
  expect(ran.stderr).toContain('Marcus Webb lacks DeploymentCreate for Merchants/merchant-portal in Staging');
});
