import { describe, expect, expectTypeOf, it } from 'vitest';
import { OctopusBadAnswerError } from '../errors/octopus-error.ts';
import { apiKey, fakeServer, pageOf, rejection } from '../testing/fake-server.ts';
import type { Project, ServerTask } from '../wire-types.ts';

const path = { spaceId: 'Spaces-1', id: 'Projects-1' };

describe('the typed calls', () => {
  it('fill in the path, send the key, and answer data that is always there', async () => {
    const { client, requests } = fakeServer(() => ({ Id: 'Projects-1', Name: 'payments-api' }));

    const { data } = await client.api.GET('/api/{spaceId}/projects/{id}', { params: { path } });

    expectTypeOf(data).toEqualTypeOf<Project>();
    expect(data.Name).toBe('payments-api');
    expect(requests[0]).toMatchObject({ method: 'GET', path: '/api/Spaces-1/projects/Projects-1' });
    expect(requests[0]?.headers.get('x-octopus-apikey')).toBe(apiKey);
    expect(requests[0]?.headers.get('accept')).toBe('application/json');
  });

  it('send lists of ids separated by commas', async () => {
    const { client, requests } = fakeServer(() => pageOf([]));

    const { data } = await client.api.GET('/api/tasks', {
      params: { query: { ids: ['ServerTasks-1', 'ServerTasks-2'] } },
    });

    expectTypeOf(data.Items).toEqualTypeOf<ServerTask[]>();
    expect(requests[0]?.query.ids).toBe('ServerTasks-1,ServerTasks-2');
  });

  it('send a whole document back as it was read', async () => {
    const { client, requests } = fakeServer((asked) => asked.body ?? { Id: 'Projects-1', Name: 'old', Links: {} });

    const { data: project } = await client.api.GET('/api/{spaceId}/projects/{id}', { params: { path } });
    await client.api.PUT('/api/{spaceId}/projects/{id}', { params: { path }, body: { ...project, Name: 'new' } });

    expect(requests[1]?.body).toEqual({ Id: 'Projects-1', Name: 'new', Links: {} });
  });

  it('need a body and path parameters where the server does', () => {
    const { client } = fakeServer(() => ({}));
    const neverCalled = () => {
      const spaceOnly = { path: { spaceId: 'Spaces-1' } };
      // @ts-expect-error the project's id is missing
      void client.api.GET('/api/{spaceId}/projects/{id}', { params: spaceOnly });
      const body = { Version: '1.0.0' };
      // @ts-expect-error a release needs a project
      void client.api.POST('/api/{spaceId}/releases', { params: spaceOnly, body });
      // @ts-expect-error there is no such path
      void client.api.GET('/api/nowhere');
      void client.api.GET('/api/users/me');
    };
    expect(neverCalled).toBeTypeOf('function');
  });

  it('answer a task log as text', async () => {
    const { client, requests } = fakeServer(() => new Response('Step 1\nStep 2'));

    const { data } = await client.api.GET('/api/tasks/{id}/raw', {
      params: { path: { id: 'ServerTasks-1' } },
      parseAs: 'text',
    });

    expectTypeOf(data).toEqualTypeOf<string>();
    expect(data).toBe('Step 1\nStep 2');
    expect(requests[0]?.headers.get('accept')).toBe('text/plain');
  });

  it('answer nothing where a deleted document was', async () => {
    const { client } = fakeServer(() => new Response(null, { status: 204 }));

    await expect(client.api.DELETE('/api/{spaceId}/projects/{id}', { params: { path } })).resolves.toMatchObject({});
  });

  it('refuse a page that is not JSON', async () => {
    const { client, requests } = fakeServer(() => new Response('<html>Welcome</html>'));

    const error = await rejection(client.api.GET('/api'));

    expect(error).toBeInstanceOf(OctopusBadAnswerError);
    expect(requests).toHaveLength(1);
  });

  it('do not follow a redirect, which could turn a write into a read', async () => {
    const location = 'https://elsewhere.test/api';
    const { client } = fakeServer(() => new Response(null, { status: 302, headers: { location } }));

    const error = await rejection(client.api.GET('/api'));

    expect(error).toMatchObject({ code: 'bad-answer', hint: expect.stringContaining(location) });
  });
});
