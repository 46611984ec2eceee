import { OctopusAnsweredByAnotherError } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { openLab, rejection } from './lab-client.ts';

/** A deployment to Production that asks the Risk Team. */
async function open(plan?: string) {
  const world = await openLab(plan);
  const client = world.as('admin');
  const space = await client.space('Payments');
  const { version } = await space.releases.create({ project: 'payments-api', version: '9.0.0' });
  for (const environment of ['Development', 'Staging']) {
    const { taskIds } = await space.deployments.deploy({
      project: 'payments-api',
      release: version,
      environments: [environment],
    });
    await client.tasks.wait({ taskIds });
  }
  const { taskIds } = await space.deployments.deploy({
    project: 'payments-api',
    release: version,
    environments: ['Production'],
  });
  const [result] = await client.tasks.wait({ taskIds });
  expect(result).toMatchObject({ outcome: 'interrupted' });
  const [taskId = ''] = taskIds;
  const [pending] = await client.interruptions.list({ spaceId: space.id, taskIds, pendingOnly: true });
  const ref = { spaceId: space.id, interruptionId: pending?.Id ?? '' };
  return { world, client, space, taskId, ref, nina: world.as('nina.okafor'), marcus: world.as('marcus.webb') };
}

describe('answering an interruption', () => {
  it('takes responsibility and answers, and the task goes on', async () => {
    const { client, taskId, ref, nina } = await open();

    const answered = await nina.interruptions.answer({ ...ref, result: 'Proceed', notes: 'Risk is low.' });

    expect(answered).toMatchObject({ how: 'created', interruption: { IsPending: false } });
    expect(await client.tasks.wait({ taskIds: [taskId] })).toMatchObject([{ task: { State: 'Success' } }]);
  });

  it('tells who has answered before', async () => {
    const { ref, nina, marcus } = await open();
    await marcus.interruptions.answer({ ...ref, result: 'Abort' });

    const error = await rejection(nina.interruptions.answer({ ...ref, result: 'Proceed' }));

    expect(error).toBeInstanceOf(OctopusAnsweredByAnotherError);
    expect(error).toMatchObject({ code: 'answered-by-another', state: 'answered', result: 'Abort' });
    expect(error).toMatchObject({ by: { DisplayName: 'Marcus Webb' } });
  });

  it('leaves it to whoever has taken responsibility, unless it is taken over', async () => {
    const { ref, nina, marcus } = await open();
    await marcus.interruptions.takeResponsibility(ref);

    const error = await rejection(nina.interruptions.answer({ ...ref, result: 'Proceed' }));

    expect(error).toMatchObject({ state: 'responsible', by: { Username: 'marcus.webb' } });
    expect(await nina.interruptions.answer({ ...ref, result: 'Proceed', takeOver: true })).toMatchObject({
      how: 'created',
    });
  });

  it.each([
    ['answers', 'answered', 'Abort'],
    ['takes responsibility', 'responsible', undefined],
  ])('is told when somebody %s in between', async (_, state, result) => {
    const { world, ref, nina, marcus } = await open();
    const isSubmit = ({ url, headers }: Request) =>
      url.endsWith('/submit') && headers.get('x-octopus-apikey') === world.server.keyOf('nina.okafor');
    world.before(isSubmit, () =>
      result
        ? marcus.interruptions.answer({ ...ref, result: 'Abort', takeOver: true })
        : marcus.interruptions.takeResponsibility(ref),
    );

    const error = await rejection(nina.interruptions.answer({ ...ref, result: 'Proceed' }));

    expect(error).toMatchObject({ code: 'answered-by-another', state, result, by: { Username: 'marcus.webb' } });
  });

  it('is told when the task is over', async () => {
    const { client, taskId, ref, nina } = await open();
    await client.tasks.cancel(taskId);

    expect(await rejection(nina.interruptions.answer({ ...ref, result: 'Proceed' }))).toMatchObject({ state: 'gone' });
  });

  it('whose answer gets lost is looked up, and not sent again', async () => {
    const { world, ref, nina } = await open(
      '- { match: { route: "POST /api/*/interruptions/*/submit" }, do: { drop: after }, times: 1 }',
    );
    world.asked.length = 0;

    expect(await nina.interruptions.answer({ ...ref, result: 'Proceed' })).toMatchObject({
      how: 'found-after-lost-answer',
    });
    expect(world.asked.filter((each) => each.endsWith('/submit'))).toHaveLength(1);
  });

  it('stays an error of permission for somebody who may not', async () => {
    const { world, ref } = await open();

    expect(await rejection(world.as('alex.rivera').interruptions.answer({ ...ref, result: 'Proceed' }))).toMatchObject({
      code: 'permission',
    });
  });
});

it('lists what waits for people in a whole space', async () => {
  const { client, space, taskId } = await open();

  const pending = await client.interruptions.list({ spaceId: space.id, pendingOnly: true });

  expect(pending.map(({ TaskId }) => TaskId)).toEqual([taskId]);
});
