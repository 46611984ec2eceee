import { describe, expect, it } from 'vitest';
import { openLab, rejection } from './lab-client.ts';

/** A deployment that is over. */
async function open(plan?: string) {
  const world = await openLab(plan);
  const client = world.as('admin');
  const space = await client.space('Payments');
  await space.releases.create({ project: 'fraud-detector', version: '9.0.0' });
  const { taskIds, deployments } = await space.deployments.deploy({
    project: 'fraud-detector',
    release: '9.0.0',
    environments: ['Development'],
  });
  await client.tasks.wait({ taskIds });
  const [task = ''] = taskIds;
  world.asked.length = 0;
  return { world, space, task, deploymentId: deployments[0]?.deploymentId ?? '' };
}

/** Bytes of every value, which no text survives. */
const everyByte = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

describe('an artifact', () => {
  it('comes back byte for byte', async () => {
    const { space, task, deploymentId } = await open();

    const { id, how } = await space.artifacts.upload({ task, filename: 'evidence.zip', content: everyByte });

    expect(how).toBe('created');
    expect(await space.artifacts.download(id)).toEqual(everyByte);
    const found = await (await space.artifacts.of(deploymentId)).toArray();
    expect(found.map(({ Id, Filename }) => [Id, Filename])).toEqual([[id, 'evidence.zip']]);
  });

  it('may be a text, and may be empty', async () => {
    const { space, task } = await open();

    const text = await space.artifacts.upload({
      task,
      filename: 'notes.txt',
      content: 'Größe: 3 €',
      source: 'Smoke Test',
    });
    const empty = await space.artifacts.upload({ task, filename: 'empty.txt', content: '' });

    expect(new TextDecoder().decode(await space.artifacts.download(text.id))).toBe('Größe: 3 €');
    expect(await space.artifacts.download(empty.id)).toEqual(new Uint8Array());
    expect(await (await space.artifacts.of(task)).first()).toMatchObject({ Filename: 'empty.txt' });
  });

  it('that was only announced has no content', async () => {
    const { world, space, task } = await open(
      '- { match: { route: "PUT /api/*/artifacts/*/content" }, do: { drop: before } }',
    );

    const error = await rejection(space.artifacts.upload({ task, filename: 'a.txt', content: 'a' }));
    const [announced] = await (await space.artifacts.of(task)).toArray();

    expect(error).toMatchObject({ code: 'unreachable' });
    expect(await space.artifacts.download(announced?.Id ?? '')).toBeUndefined();
    expect(world.asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
  });

  it('whose announcement is not answered is found, and gets its content', async () => {
    const { world, space, task } = await open(
      '- { match: { route: "POST /api/*/artifacts" }, do: { writeLater: 3s }, times: 1 }',
    );

    const { id, how } = await space.artifacts.upload({ task, filename: 'report.html', content: everyByte });

    expect(how).toBe('found-after-lost-answer');
    expect(await space.artifacts.download(id)).toEqual(everyByte);
    expect(world.asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
  });

  it('is sent again, whole, when the network is gone for a moment', async () => {
    const { world, space, task } = await open(
      '- { match: { route: "PUT /api/*/artifacts/*/content" }, do: { drop: before }, times: 1 }',
    );

    const { id } = await space.artifacts.upload({ task, filename: 'evidence.zip', content: everyByte });

    expect(await space.artifacts.download(id)).toEqual(everyByte);
    expect(world.asked.filter((each) => each.startsWith('PUT'))).toHaveLength(2);
  });

  it('that there is not is an error with words, not bytes', async () => {
    const { space } = await open();

    expect(await rejection(space.artifacts.download('Artifacts-99'))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Artifacts-99'),
    });
  });
});
