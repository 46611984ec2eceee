import { describe, expect, it } from 'vitest';
import { type Asked, fakeServer, pageOf, rejection } from '../testing/fake-server.ts';

const spaces = [
  { Id: 'Spaces-1', Name: 'Default' },
  { Id: 'Spaces-2', Name: 'Payments' },
];

/** A server that has one of everything, and counts how often a collection is read. */
function server(answer: (asked: Asked) => unknown = () => ({})) {
  const reads: Record<string, number> = {};
  const { client } = fakeServer((asked) => {
    if (asked.method !== 'GET') return answer(asked);
    reads[asked.path] = (reads[asked.path] ?? 0) + 1;
    return pageOf(asked.path === '/api/spaces' ? spaces : [{ Id: 'Things-1', Name: 'thing' }]);
  });
  return { client, reads };
}

const inPayments = { path: { spaceId: 'Spaces-2' } };
const body = { Name: 'thing' };

describe('what a client remembers', () => {
  it('is read again after a write to the collection through the same client', async () => {
    const { client, reads } = server();
    const space = await client.space('Payments');

    await space.environments.get('thing');
    await client.api.POST('/api/{spaceId}/environments', { params: inPayments, body });
    await space.environments.get('thing');
    await space.environments.get('thing');

    expect(reads['/api/Spaces-2/environments']).toBe(2);
  });

  it('is kept after a write elsewhere', async () => {
    const { client, reads } = server();
    const space = await client.space('Payments');

    await space.environments.get('thing');
    await client.api.POST('/api/{spaceId}/environments', { params: { path: { spaceId: 'Spaces-1' } }, body });
    await client.api.DELETE('/api/{spaceId}/tenants/{id}', {
      params: { path: { spaceId: 'Spaces-2', id: 'Tenants-1' } },
    });

    await space.environments.get('thing');
    expect(reads['/api/Spaces-2/environments']).toBe(1);
  });

  it('is read again also when the write came to nothing that is known', async () => {
    const { client, reads } = server(() => new Response('', { status: 502 }));
    const space = await client.space('Payments');

    await space.projects.get('thing');
    const params = { path: { spaceId: 'Spaces-2', id: 'Projects-1' } };
    await rejection(client.api.DELETE('/api/{spaceId}/projects/{id}', { params }));
    await space.projects.get('thing');

    expect(reads['/api/Spaces-2/projects']).toBe(2);
  });

  it('of runbooks is read again after a snapshot was published', async () => {
    const { client, reads } = server();
    const space = await client.space('Payments');

    await space.runbooks('Projects-1').all();
    await client.api.POST('/api/{spaceId}/runbookSnapshots', {
      params: { ...inPayments, query: { publish: true } },
      body: { Name: 'Snapshot 2', RunbookId: 'Runbooks-1', ProjectId: 'Projects-1' },
    });
    await space.runbooks('Projects-1').all();

    expect(reads['/api/Spaces-2/projects/Projects-1/runbooks']).toBe(2);
  });

  it('of the whole server is read again too', async () => {
    const { client, reads } = server();

    await client.users.find('thing');
    await client.api.POST('/api/users', { body: { Username: 'riley', DisplayName: 'Riley' } });
    await client.users.find('thing');

    expect(reads['/api/users']).toBe(2);
  });
});

it("the key's owner is asked for once, and again after a failure", async () => {
  const answers: unknown[] = [new Response('', { status: 403 }), { Id: 'Users-7' }];
  const { client, requests } = fakeServer(() => answers.shift());

  expect(await rejection(client.me())).toMatchObject({ code: 'permission' });
  expect(await Promise.all([client.me(), client.me()])).toEqual([{ Id: 'Users-7' }, { Id: 'Users-7' }]);
  expect(requests).toHaveLength(2);
});
