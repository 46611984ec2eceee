import { OctopusConflictError, OctopusLostAnswerError, OctopusUnknownNameError } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { openLab, openSpace, rejection } from './lab-client.ts';

const project = 'payments-api';
const posts = (asked: readonly string[]) => asked.filter((each) => each.startsWith('POST'));

describe('creating a release', () => {
  it('makes the version that is asked for, with its notes', async () => {
    const space = await openSpace(await openLab(), 'Payments');

    const made = await space.releases.create({ project, version: '9.0.0', notes: 'Refunds in one click.' });

    expect(made).toMatchObject({ version: '9.0.0', how: 'created' });
    expect(await space.releases.get(project, '9.0.0')).toMatchObject({
      Id: made.id,
      ReleaseNotes: 'Refunds in one click.',
    });
    expect(await space.releases.get(project, made.id)).toMatchObject({ Version: '9.0.0' });
  });

  it('makes the next version when none is asked for', async () => {
    const space = await openSpace(await openLab(), 'Payments');

    const first = await space.releases.create({ project });
    const second = await space.releases.create({ project: 'Payments-API' });

    expect(second.version).not.toBe(first.version);
    expect([first.how, second.how]).toEqual(['created', 'created']);
  });

  it('refuses a version that exists, unless it may be used, and sends nothing either way', async () => {
    const world = await openLab();
    const space = await openSpace(world, 'Payments');
    const { id } = await space.releases.create({ project, version: '9.0.0' });
    world.asked.length = 0;

    const error = await rejection(space.releases.create({ project, version: '9.0.0' }));
    const used = await space.releases.create({ project, version: '9.0.0', ifExists: 'use' });

    expect(error).toBeInstanceOf(OctopusConflictError);
    expect(error).toMatchObject({ message: 'release 9.0.0 of payments-api in space "Payments" exists already' });
    expect(used).toEqual({ id, version: '9.0.0', how: 'existed' });
    expect(posts(world.asked)).toEqual([]);
  });

  it('uses the release of somebody who was faster between the look and the write', async () => {
    const world = await openLab();
    const space = await openSpace(world, 'Payments');
    const other = await world.as('marcus.webb').space('Payments');
    const isIt = ({ method, headers }: Request) =>
      method === 'POST' && headers.get('x-octopus-apikey') === world.server.keyOf('admin');
    world.before(isIt, () => other.releases.create({ project, version: '9.0.0' }));

    expect(await space.releases.create({ project, version: '9.0.0', ifExists: 'use' })).toMatchObject({
      how: 'existed',
    });
  });

  it('tells which channel comes close', async () => {
    const space = await openSpace(await openLab(), 'Payments');

    const error = await rejection(space.releases.create({ project, version: '9.0.0', channel: 'Defualt' }));

    expect(error).toBeInstanceOf(OctopusUnknownNameError);
    expect(error).toMatchObject({ kind: 'channel', suggestions: ['Default'] });
  });
});

describe('a release whose answer gets lost', () => {
  const lost = (deed: string) => `- { match: { route: "POST /api/*/releases/create/v1" }, do: ${deed}, times: 1 }`;

  it.each([
    ['of a given version', '9.0.0', '{ drop: after }'],
    ['of the next version', undefined, '{ drop: after }'],
    ['that is made some time later', '9.0.0', '{ writeLater: 5s }'],
    ['that a proxy answers for', '9.0.0', '{ status: 502, write: after }'],
  ])('%s is found, and not sent again', async (_, version, deed) => {
    const world = await openLab(lost(deed));
    const space = await openSpace(world, 'Payments');

    const made = await space.releases.create({ project, ...(version ? { version } : {}) });

    expect(made.how).toBe('found-after-lost-answer');
    expect(await space.releases.find(project, made.version)).toMatchObject({ Id: made.id });
    expect(posts(world.asked)).toHaveLength(1);
  });

  it('is an error of its own when nothing comes of it in time', async () => {
    const world = await openLab(lost('{ drop: before }'));
    const space = await openSpace(world, 'Payments');

    const error = await rejection(space.releases.create({ project, version: '9.0.0', settleMs: 5000 }));

    expect(error).toBeInstanceOf(OctopusLostAnswerError);
    expect(error).toMatchObject({ code: 'lost-answer', outcome: 'unknown', found: [] });
    expect(error).toMatchObject({
      message: 'the answer to release 9.0.0 of payments-api got lost, and after 5 s nothing of it was to be seen',
    });
    expect(posts(world.asked)).toHaveLength(1);
  });
});

it('a release that there is not is told with the versions that come close', async () => {
  const space = await openSpace(await openLab(), 'Payments');
  await space.releases.create({ project, version: '9.0.0' });

  const error = await rejection(space.releases.get(project, '9.0.1'));

  expect(error).toMatchObject({ kind: 'release', suggestions: expect.arrayContaining(['9.0.0']) });
  expect(await space.releases.find(project, '9.0.1')).toBeUndefined();
});
