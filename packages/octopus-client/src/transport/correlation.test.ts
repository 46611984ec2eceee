import { describe, expect, it } from 'vitest';
import { apiKey, fakeServer, rejection } from '../testing/fake-server.ts';
import type { RequestInfo } from './guard.ts';

const busy = () => new Response('', { status: 503 });

describe('the correlation id of a request', () => {
  it('is the same in all its attempts, in its error and in what hooks are told, and another for the next', async () => {
    const told: RequestInfo[] = [];
    const { client, requests } = fakeServer(busy, { retries: 1, onRequest: (info) => told.push(info) });

    const errors = [await rejection(client.api.GET('/api')), await rejection(client.api.GET('/api'))];

    const sent = requests.map(({ headers }) => headers.get('x-correlation-id'));
    expect(sent[0]).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(sent).toEqual([sent[0], sent[0], sent[2], sent[2]]);
    expect(sent[2]).not.toBe(sent[0]);
    expect(errors).toMatchObject([
      { correlationId: sent[0], attempts: 2 },
      { correlationId: sent[2], attempts: 2 },
    ]);
    expect(told.map(({ correlationId }) => correlationId)).toEqual(sent);
  });

  it('can be made by the caller, for all requests or for one', async () => {
    const { client, requests } = fakeServer(() => ({}), { newCorrelationId: () => 'mine' });

    await client.api.GET('/api');
    await client.api.GET('/api', { headers: { 'X-Correlation-ID': 'this one' } });

    expect(requests.map(({ headers }) => headers.get('x-correlation-id'))).toEqual(['mine', 'this one']);
  });

  it('shows no key, should somebody take one for it', async () => {
    const told: RequestInfo[] = [];
    const { client } = fakeServer(busy, {
      retries: 0,
      newCorrelationId: () => apiKey,
      onRequest: (info) => told.push(info),
    });

    expect(JSON.stringify([await rejection(client.api.GET('/api')), told])).not.toContain(apiKey);
  });
});
