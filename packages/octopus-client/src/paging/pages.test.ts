import { describe, expect, expectTypeOf, it } from 'vitest';
import { fakeServer, pageOf, rejection } from '../testing/fake-server.ts';
import type { Release } from '../wire-types.ts';

const inSpace = { path: { spaceId: 'Spaces-1' } };

function things(count: number, from = 1) {
  return Array.from({ length: count }, (_, index) => ({ Id: `Releases-${from + index}` }));
}

describe('walking a collection', () => {
  it.each([0, 1, 99, 100, 101, 250])('yields all of %i items once', async (count) => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(count), query));

    const ids: string[] = [];
    for await (const release of client.pages('/api/{spaceId}/releases', { params: inSpace })) {
      expectTypeOf(release).toEqualTypeOf<Release>();
      ids.push(release.Id);
    }

    expect(ids).toEqual(things(count).map(({ Id }) => Id));
    expect(requests).toHaveLength(Math.max(1, Math.ceil(count / 100)));
  });

  it('keeps the filters, and the size of pages that was asked for', async () => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(5), query));
    const params = { ...inSpace, query: { ids: ['Releases-1', 'Releases-2'], take: 2 } };

    for await (const _ of client.pages('/api/{spaceId}/releases', { params }));

    expect(requests.map(({ query }) => query)).toEqual([
      { ids: 'Releases-1,Releases-2', skip: '0', take: '2' },
      { ids: 'Releases-1,Releases-2', skip: '2', take: '2' },
      { ids: 'Releases-1,Releases-2', skip: '4', take: '2' },
    ]);
  });

  it('goes on where a server answers smaller pages than asked for', async () => {
    const { client } = fakeServer(({ query }) => pageOf(things(7), { ...query, take: '3' }));

    const ids: string[] = [];
    for await (const { Id } of client.pages('/api/{spaceId}/releases', { params: inSpace })) ids.push(Id);

    expect(ids).toHaveLength(7);
  });

  it('yields an item once when a newer one pushes it onto the next page', async () => {
    let items = things(4);
    const { client } = fakeServer(({ query }) => {
      const page = pageOf(items, query);
      items = [{ Id: 'Releases-99' }, ...items];
      return page;
    });

    const ids: string[] = [];
    const params = { ...inSpace, query: { take: 2 } };
    for await (const { Id } of client.pages('/api/{spaceId}/releases', { params })) ids.push(Id);

    expect(ids).toEqual(things(4).map(({ Id }) => Id));
  });

  it('asks for no further page when the reader stops', async () => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(500), query));

    for await (const _ of client.pages('/api/{spaceId}/releases', { params: inSpace })) break;

    expect(requests).toHaveLength(1);
  });

  it('ends at the limit, and asks for no more than that', async () => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(500), query));

    const found = await client.pages('/api/{spaceId}/releases', { params: inSpace, limit: 120 }).toArray();

    expect(found.map(({ Id }) => Id)).toEqual(things(120).map(({ Id }) => Id));
    expect(requests.map(({ query }) => query.take)).toEqual(['100', '100']);
  });

  it('asks for one item when only the first is wanted', async () => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(500), query));
    const releases = client.pages('/api/{spaceId}/releases', { params: inSpace, limit: 1 });

    expect(await releases.first()).toEqual({ Id: 'Releases-1' });
    expect(requests.map(({ query }) => query)).toEqual([{ skip: '0', take: '1' }]);
  });

  it('knows the total, and begins with the page that told it', async () => {
    const { client, requests } = fakeServer(({ query }) => pageOf(things(150), query));
    const releases = client.pages('/api/{spaceId}/releases', { params: { ...inSpace, query: { skip: 20 } } });

    expect(await releases.total()).toBe(150);
    expect(await releases.toArray()).toHaveLength(130);
    expect(requests.map(({ query }) => query.skip)).toEqual(['20', '120']);
    expect(await releases.toArray()).toHaveLength(130);
    expect(requests).toHaveLength(4);
  });

  it('asks again for a total that could not be had', async () => {
    const answers: unknown[] = [new Response('', { status: 403 }), pageOf(things(3))];
    const { client } = fakeServer(() => answers.shift());
    const releases = client.pages('/api/{spaceId}/releases', { params: inSpace });

    expect(await rejection(releases.total())).toMatchObject({ code: 'permission' });
    expect(await releases.total()).toBe(3);
  });

  it('is empty where there is nothing', async () => {
    const { client } = fakeServer(() => pageOf([]));

    expect(await client.pages('/api/{spaceId}/releases', { params: inSpace }).first()).toBeUndefined();
  });
});
