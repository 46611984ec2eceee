import { describe, expect, it } from 'vitest';
import { type Asked, fakeServer, pageOf, rejection } from '../testing/fake-server.ts';

interface FakeTask {
  readonly State: string;
  readonly HasPendingInterruptions?: boolean;
}

const final = ['Success', 'Failed', 'Canceled', 'TimedOut'];

/** A server whose tasks go one step further at each look. */
function tasksServer(scripts: Record<string, FakeTask[]>) {
  const looks: string[][] = [];
  const server = fakeServer((asked: Asked) => {
    const ids = (asked.query.ids ?? '').split(',');
    looks.push(ids);
    const items = ids.flatMap((Id) => {
      const script = scripts[Id];
      const task = script && script.length > 1 ? script.shift() : script?.[0];
      return task ? [{ Id, HasPendingInterruptions: false, IsCompleted: final.includes(task.State), ...task }] : [];
    });
    return pageOf(items, asked.query);
  });
  return { ...server, looks };
}

describe('waiting for tasks', () => {
  it('asks for all of them in one request each time, and leaves out those that are done', async () => {
    const { client, looks, clock } = tasksServer({
      a: [{ State: 'Queued' }, { State: 'Success' }],
      b: [{ State: 'Executing' }, { State: 'Executing' }, { State: 'Failed' }],
    });

    const results = await client.tasks.wait({ taskIds: ['a', 'b'], pollEveryMs: 1000 });

    expect(results.map(({ taskId, outcome, task }) => [taskId, outcome, task?.State])).toEqual([
      ['a', 'completed', 'Success'],
      ['b', 'completed', 'Failed'],
    ]);
    expect(looks).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
    expect(clock.slept).toEqual([1000, 1000]);
  });

  it('settles a task that waits for a person', async () => {
    const { client } = tasksServer({ a: [{ State: 'Queued', HasPendingInterruptions: true }] });

    expect(await client.tasks.wait({ taskIds: ['a'] })).toMatchObject([{ outcome: 'interrupted' }]);
  });

  it('waits through a question when asked to', async () => {
    const { client } = tasksServer({ a: [{ State: 'Queued', HasPendingInterruptions: true }, { State: 'Success' }] });

    const results = await client.tasks.wait({ taskIds: ['a'], throughInterruptions: true });

    expect(results).toMatchObject([{ outcome: 'completed' }]);
  });

  it('says which did not end in time, with what is known of them', async () => {
    const { client, clock } = tasksServer({ a: [{ State: 'Executing' }], b: [{ State: 'Canceled' }] });

    const results = await client.tasks.wait({ taskIds: ['a', 'b'], pollEveryMs: 4000, timeoutMs: 10_000 });

    expect(results).toMatchObject([
      { taskId: 'a', outcome: 'timed-out', task: { State: 'Executing' } },
      { taskId: 'b', outcome: 'completed' },
    ]);
    expect(clock.slept).toEqual([4000, 4000, 2000]);
  });

  it('looks once when there is no time at all', async () => {
    const { client, looks } = tasksServer({ a: [{ State: 'Success' }] });

    expect(await client.tasks.wait({ taskIds: ['a'], timeoutMs: 0 })).toMatchObject([{ outcome: 'completed' }]);
    expect(looks).toHaveLength(1);
  });

  it('says which the server does not know', async () => {
    const { client } = tasksServer({});

    expect(await client.tasks.wait({ taskIds: ['gone'] })).toEqual([
      { taskId: 'gone', outcome: 'missing', task: undefined },
    ]);
  });

  it('never sends an empty list, which would mean all tasks', async () => {
    const { client, looks } = tasksServer({});

    expect(await client.tasks.wait({ taskIds: [] })).toEqual([]);
    expect(await client.tasks.get([])).toEqual(new Map());
    expect(looks).toEqual([]);
  });

  it('asks for a long list in parts, each id once', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `ServerTasks-${index}`);
    const { client, looks } = tasksServer(Object.fromEntries(ids.map((id) => [id, [{ State: 'Success' }]])));

    const tasks = await client.tasks.get([...ids, ...ids]);

    expect([...tasks.keys()]).toEqual(ids);
    expect(looks.map((look) => look.length)).toEqual([100, 100, 30]);
  });

  it('tells of changes only', async () => {
    const { client } = tasksServer({
      a: [
        { State: 'Queued' },
        { State: 'Queued' },
        { State: 'Executing' },
        { State: 'Executing' },
        { State: 'Success' },
      ],
    });
    const states: string[] = [];

    await client.tasks.wait({ taskIds: ['a'], onProgress: ({ State }) => states.push(State) });

    expect(states).toEqual(['Queued', 'Executing', 'Success']);
  });

  it('ends with the reason of an abort', async () => {
    const abort = new AbortController();
    const { client } = tasksServer({ a: [{ State: 'Queued' }] });

    const waiting = client.tasks.wait({
      taskIds: ['a'],
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('Ctrl-C')),
    });

    expect(await rejection(waiting)).toEqual(new Error('Ctrl-C'));
  });
});
