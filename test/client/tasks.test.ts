import type { LogLine, TaskEvent } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { openLab } from './lab-client.ts';

const staging = { project: 'fraud-detector', environments: ['Staging'] } as const;

async function open(plan?: string) {
  const world = await openLab(plan);
  const client = world.as('admin');
  const space = await client.space('Payments');
  const { version } = await space.releases.create({ project: 'fraud-detector', version: '9.0.0' });
  const environment = { project: 'fraud-detector', release: version, environments: ['Development'] };
  const { taskIds } = await space.deployments.deploy(environment);
  await client.tasks.wait({ taskIds });
  return { world, client, space, version };
}

describe('watching tasks', () => {
  it('tells states, lines of the log, and how each ended, and asks for all tasks at once', async () => {
    const { world, client, space, version } = await open();
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });
    world.asked.length = 0;

    const events: TaskEvent[] = [];
    for await (const event of client.tasks.watch({ taskIds, logs: true, pollEveryMs: 500 })) events.push(event);

    const states = events.flatMap((event) => (event.type === 'progress' ? [event.task.State] : []));
    expect(states.at(-1)).toBe('Success');
    expect(events.at(-1)).toMatchObject({ type: 'settled', result: { outcome: 'completed' } });
    const lines = events.flatMap((event) => (event.type === 'log' ? [event.line] : []));
    expect(lines.some(({ step }) => step === 'Deploy fraud-detector')).toBe(true);
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(lines.length);
    expect(world.asked.some((each) => each === `GET /api/tasks/${taskIds[0]}`)).toBe(false);
  });

  it('follows a log to its end, with the same lines as one that is read afterwards', async () => {
    const { client, space, version } = await open();
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });
    const [taskId = ''] = taskIds;

    const followed: LogLine[] = [];
    for await (const line of client.tasks.log(taskId, { follow: true, pollEveryMs: 250 })) followed.push(line);
    const read: LogLine[] = [];
    for await (const line of client.tasks.log(taskId)) read.push(line);

    expect(read.length).toBeGreaterThan(3);
    const sorted = (lines: LogLine[]) => lines.map((line) => JSON.stringify(line)).sort();
    expect(sorted(followed)).toEqual(sorted(read));
  });

  it('asks nothing more when the reader stops', async () => {
    const { world, client, space, version } = await open();
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });
    world.asked.length = 0;

    for await (const event of client.tasks.watch({ taskIds })) if (event.type === 'progress') break;

    expect(world.asked).toEqual(['GET /api/tasks']);
  });

  it('tells what a task is queued behind', async () => {
    const { client, space, version } = await open();
    const first = await space.deployments.deploy({ ...staging, release: version });
    const second = await space.deployments.deploy({ ...staging, release: version });
    const [taskId = ''] = second.taskIds;

    const events: TaskEvent[] = [];
    await client.tasks.wait({ taskIds: second.taskIds, queue: true, onEvent: (event) => events.push(event) });

    const behind = events.flatMap((event) => (event.type === 'queued-behind' ? [event.tasks.map(({ Id }) => Id)] : []));
    expect(behind[0]).toEqual(first.taskIds);
    expect(await client.tasks.queuedBehind(taskId)).toEqual([]);
  });
});

describe('why a task failed', () => {
  it('is the step and its first error', async () => {
    const { client, space, version } = await open(
      '- { match: { step: "Deploy fraud-detector", environment: Staging }, do: { fail: "the chart is broken" } }',
    );
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });

    const [result] = await client.tasks.wait({ taskIds });

    expect(result).toMatchObject({ outcome: 'completed', task: { State: 'Failed' } });
    expect(await client.tasks.failure(taskIds[0] ?? '')).toEqual({
      step: 'Deploy fraud-detector',
      line: expect.stringContaining('the chart is broken'),
    });
  });

  it('is nothing for one that succeeded', async () => {
    const { client, space, version } = await open();
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });
    await client.tasks.wait({ taskIds });

    expect(await client.tasks.failure(taskIds[0] ?? '')).toBeUndefined();
  });
});

describe('cancelling a task', () => {
  it('that is queued ends it at once', async () => {
    const { world, client, space, version } = await open();
    const at = new Date(world.server.clock.now() + 3_600_000);
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version, schedule: { at } });

    expect(await client.tasks.cancel(taskIds[0] ?? '')).toMatchObject({
      outcome: 'canceled',
      task: { State: 'Canceled' },
    });
  });

  it('that has ended is too late, and no error', async () => {
    const { client, space, version } = await open();
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version });
    await client.tasks.wait({ taskIds });

    expect(await client.tasks.cancel(taskIds[0] ?? '')).toMatchObject({
      outcome: 'too-late',
      task: { State: 'Success' },
    });
  });

  it('whose answer gets lost looks at the task', async () => {
    const { world, client, space, version } = await open(
      '- { match: { route: "POST /api/tasks/*/cancel" }, do: { drop: after }, times: 1 }',
    );
    const at = new Date(world.server.clock.now() + 3_600_000);
    const { taskIds } = await space.deployments.deploy({ ...staging, release: version, schedule: { at } });

    expect(await client.tasks.cancel(taskIds[0] ?? '')).toMatchObject({ outcome: 'canceled' });
  });

  it('that there is not is an error', async () => {
    const { client } = await open();

    await expect(client.tasks.cancel('ServerTasks-99999')).rejects.toMatchObject({ code: 'not-found' });
  });
});
