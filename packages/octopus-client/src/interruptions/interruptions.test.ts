import { describe, expect, it } from 'vitest';
import { type Asked, fakeServer, pageOf, rejection } from '../testing/fake-server.ts';

const ref = { spaceId: 'Spaces-1', interruptionId: 'Interruptions-7' };
const newestFirst = [
  { Id: 'Interruptions-9', Created: '2026-01-02T12:00:00Z', TaskId: 'ServerTasks-2' },
  { Id: 'Interruptions-8', Created: '2026-01-02T11:00:00Z', TaskId: 'ServerTasks-1' },
  { Id: 'Interruptions-7', Created: '2026-01-02T10:00:00Z', TaskId: 'ServerTasks-1' },
];

describe('listing interruptions', () => {
  it('of one task asks for that task, and answers the oldest first', async () => {
    const { client, requests } = fakeServer(({ query }: Asked) => pageOf(newestFirst, query));

    const found = await client.interruptions.list({
      spaceId: 'Spaces-1',
      taskIds: ['ServerTasks-1'],
      pendingOnly: true,
    });

    expect(found.map(({ Id }) => Id)).toEqual(['Interruptions-7', 'Interruptions-8']);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.query).toMatchObject({ regarding: 'ServerTasks-1', pendingOnly: 'true' });
  });

  it('of many tasks asks once for all that are pending', async () => {
    const { client, requests } = fakeServer(({ query }: Asked) => pageOf(newestFirst, query));
    const taskIds = ['ServerTasks-1', 'ServerTasks-2'];

    const found = await client.interruptions.list({ spaceId: 'Spaces-1', taskIds, pendingOnly: true });

    expect(found).toHaveLength(3);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.query).not.toHaveProperty('regarding');
  });

  it('of many tasks asks for each when answered ones are wanted too', async () => {
    const { client, requests } = fakeServer(({ query }: Asked) =>
      pageOf(
        newestFirst.filter(({ TaskId }) => TaskId === query.regarding),
        query,
      ),
    );
    const taskIds = ['ServerTasks-2', 'ServerTasks-1', 'ServerTasks-1'];

    const found = await client.interruptions.list({ spaceId: 'Spaces-1', taskIds });

    expect(found.map(({ Id }) => Id)).toEqual(['Interruptions-7', 'Interruptions-8', 'Interruptions-9']);
    expect(requests.map(({ query }) => query.regarding)).toEqual(['ServerTasks-2', 'ServerTasks-1']);
  });

  it('of no task asks nothing', async () => {
    const { client, requests } = fakeServer(() => pageOf(newestFirst));

    expect(await client.interruptions.list({ spaceId: 'Spaces-1', taskIds: [] })).toEqual([]);
    expect(requests).toEqual([]);
  });
});

describe('answering an interruption', () => {
  it('takes responsibility, then submits', async () => {
    const { client, requests } = fakeServer(({ method }: Asked) =>
      method === 'PUT' ? { Id: 'Users-3', Username: 'riley' } : { Id: 'Interruptions-7', IsPending: false },
    );

    expect(await client.interruptions.takeResponsibility(ref)).toMatchObject({ Username: 'riley' });
    const answered = await client.interruptions.submit({ ...ref, result: 'Proceed', notes: 'Looks good.' });

    expect(answered.IsPending).toBe(false);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /api/Spaces-1/interruptions/Interruptions-7/responsible',
      'POST /api/Spaces-1/interruptions/Interruptions-7/submit',
    ]);
    expect(requests[1]?.body).toMatchObject({ Id: 'Interruptions-7', Result: 'Proceed', Notes: 'Looks good.' });
  });

  it('is not sent again when the answer got lost', async () => {
    const { client, requests } = fakeServer(() => new Response('', { status: 502 }));

    const error = await rejection(client.interruptions.submit({ ...ref, result: 'Abort' }));

    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(requests).toHaveLength(1);
  });
});

describe('answering in one call', () => {
  const pending = { ...newestFirst[2], IsPending: true, ResponsibleUserId: null, Form: { Values: {}, Elements: [] } };

  it.each(['Retry', 'Ignore', 'Fail', 'Exclude'] as const)('guides a failed step: %s', async (guidance) => {
    const { client, requests } = fakeServer(({ method, path }: Asked) => {
      if (path === '/api/users/me') return { Id: 'Users-3' };
      return method === 'POST' ? { ...pending, IsPending: false } : pending;
    });

    const { how } = await client.interruptions.answer({ ...ref, guidance, notes: 'A flaky network.' });

    expect(how).toBe('created');
    expect(requests.at(-1)?.body).toEqual({
      Id: 'Interruptions-7',
      SpaceId: 'Spaces-1',
      Guidance: guidance,
      Notes: 'A flaky network.',
      Instructions: null,
    });
  });

  it('does not take responsibility twice', async () => {
    const { client, requests } = fakeServer(({ path }: Asked) =>
      path === '/api/users/me' ? { Id: 'Users-3' } : { ...pending, ResponsibleUserId: 'Users-3' },
    );

    await client.interruptions.answer({ ...ref, result: 'Proceed' });

    expect(requests.map(({ method }) => method)).not.toContain('PUT');
  });

  it('of somebody who stays unseen says so', async () => {
    const answered = { ...pending, Title: 'May it go?', IsPending: false, ResponsibleUserId: 'Users-9' };
    const { client } = fakeServer(({ path }: Asked) => {
      if (path === '/api/users/me') return { Id: 'Users-3' };
      if (path.endsWith('/responsible')) return new Response('');
      return { ...answered, Form: { Values: { Result: 'Abort' }, Elements: [] } };
    });

    const error = await rejection(client.interruptions.answer({ ...ref, result: 'Proceed' }));

    expect(error).toMatchObject({
      message: '"May it go?" (Interruptions-7) is not yours to answer: somebody else has answered Abort',
      by: undefined,
    });
  });
});

it('the interruptions of a whole space come from one walk', async () => {
  const { client, requests } = fakeServer(({ query }: Asked) => pageOf(newestFirst, query));

  const found = await client.interruptions.list({ spaceId: 'Spaces-1', pendingOnly: true });

  expect(found).toHaveLength(3);
  expect(requests.map(({ query }) => query.regarding)).toEqual([undefined]);
});

describe('who answered', () => {
  it.each([
    ['nobody while it is pending', { IsPending: true, ResponsibleUserId: 'Users-3' }, undefined],
    ['nobody when none is named', { IsPending: false, ResponsibleUserId: null }, undefined],
    ['whoever took responsibility', { IsPending: false, ResponsibleUserId: 'Users-3' }, { Id: 'Users-3' }],
  ])('is %s', async (_, interruption, expected) => {
    const { client } = fakeServer(({ path }: Asked) =>
      path.endsWith('/responsible') ? { Id: 'Users-3' } : interruption,
    );

    expect(await client.interruptions.answeredBy(ref)).toEqual(expected);
  });

  it('is nobody when the server answers nothing', async () => {
    const { client } = fakeServer(({ path }: Asked) =>
      path.endsWith('/responsible') ? new Response('') : { IsPending: false, ResponsibleUserId: 'Users-3' },
    );

    expect(await client.interruptions.answeredBy(ref)).toBeUndefined();
  });
});
