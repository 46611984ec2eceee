import { type Directory, type OctopusSpace, OctopusUnknownNameError } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { openLab, openSpace, rejection } from './lab-client.ts';

interface Thing {
  readonly Id: string;
  readonly Name?: string;
  readonly Slug?: string;
}

type Kind = [kind: string, name: string, in_: string, of: (space: OctopusSpace) => Promise<Directory<Thing>>];

const kinds: Kind[] = [
  ['project', 'payments-api', 'Payments', async (space) => space.projects],
  ['project group', 'Default Project Group', 'Payments', async (space) => space.projectGroups],
  ['environment', 'Production', 'Payments', async (space) => space.environments],
  ['lifecycle', 'Standard', 'Payments', async (space) => space.lifecycles],
  ['channel', 'Default', 'Payments', async (space) => space.channels((await space.projects.get('payments-api')).Id)],
  [
    'runbook',
    'Run DB Migration',
    'Payments',
    async (space) => space.runbooks((await space.projects.get('payments-api')).Id),
  ],
  ['team', 'Risk Team', 'Payments', async (space) => space.teams],
  ['library variable set', 'Common Config', 'Payments', async (space) => space.libraryVariableSets],
  ['git credential', 'GitHub', 'Payments', async (space) => space.gitCredentials],
  ['machine policy', 'Default Machine Policy', 'Payments', async (space) => space.machinePolicies],
  ['tenant', 'Acme Corp', 'Merchants', async (space) => space.tenants],
];

describe.each(kinds)('a %s', (kind, name, spaceName, directoryOf) => {
  it('is found by name, slug and id, whatever the case', async () => {
    const directory = await directoryOf(await openSpace(await openLab(), spaceName));

    const found = await directory.get(name);

    expect(found.Name).toBe(name);
    expect(await directory.get(name.toUpperCase())).toBe(found);
    expect(await directory.get(found.Id.toLowerCase())).toBe(found);
    expect(await directory.get(found.Slug ?? name)).toBe(found);
  });

  it('that there is not is told with what comes close', async () => {
    const directory = await directoryOf(await openSpace(await openLab(), spaceName));

    const error = await rejection(directory.get(`${name}x`));

    expect(error).toBeInstanceOf(OctopusUnknownNameError);
    expect(error).toMatchObject({ kind, asked: `${name}x`, suggestions: expect.arrayContaining([name]) });
  });
});

it('what was made through the same client is found, without a look that finds nothing', async () => {
  const world = await openLab();
  const client = world.as('admin');
  const space = await client.space('Payments');
  await space.environments.all();
  await client.api.POST('/api/{spaceId}/environments', {
    params: { path: { spaceId: space.id } },
    body: { Name: 'Canary' },
  });
  world.asked.length = 0;

  expect(await space.environments.get('canary')).toMatchObject({ Name: 'Canary' });
  expect(world.asked).toHaveLength(1);
});

it('what somebody else has renamed is found by its new name, and by its id', async () => {
  const world = await openLab();
  const space = await world.as('admin').space('Payments');
  const staging = await space.environments.get('Staging');
  const params = { path: { spaceId: space.id, id: staging.Id } };
  await world
    .as('admin')
    .api.PUT('/api/{spaceId}/environments/{id}', { params, body: { ...staging, Name: 'Rehearsal' } });

  expect(await space.environments.get('Rehearsal')).toMatchObject({ Id: staging.Id });
  expect(await space.environments.get(staging.Id)).toMatchObject({ Name: 'Rehearsal' });
});
