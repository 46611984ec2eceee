import { describe, expect, it } from 'vitest';
import { apiKey, connectionFault, fakeServer, type Handler, rejection } from '../testing/fake-server.ts';
import type { ClientObserver } from './observer.ts';

/** Writes down all that it is told. */
function recorder(): { observer: ClientObserver; told: [string, object][] } {
  const told: [string, object][] = [];
  const observer: ClientObserver = {
    requestStarted(request) {
      told.push(['request', request]);
      return {
        attemptStarted(attempt) {
          told.push(['attempt', attempt]);
          return { ended: (end) => told.push(['attempt ended', end]) };
        },
        retrying: (retry) => told.push(['retrying', retry]),
        ended: (end) => told.push(['ended', end]),
      };
    },
  };
  return { observer, told };
}

const params = { path: { spaceId: 'Spaces-1' } };

describe('what an observer is told', () => {
  it('is the whole story of a request, in order', async () => {
    const { observer, told } = recorder();
    const answers = [
      new Response('{"ErrorMessage":"Wait."}', { status: 429, headers: { 'retry-after': '2' } }),
      Response.json({ Id: 'Tenants-1', Name: 'Ä' }, { status: 201 }),
    ];
    const { client, clock } = fakeServer(
      () => {
        clock.advance(30);
        return answers.shift();
      },
      { observer, url: 'http://told.test:8080', newCorrelationId: () => 'c-7' },
    );

    await client.api.POST('/api/{spaceId}/tenants', { params, body: { SpaceId: 'Spaces-1', Name: 'Ä' } });

    const url = 'http://told.test:8080/api/Spaces-1/tenants';
    expect(told).toEqual([
      [
        'request',
        {
          method: 'POST',
          route: '/api/{spaceId}/tenants',
          serverAddress: 'told.test',
          serverPort: 8080,
          correlationId: 'c-7',
        },
      ],
      ['attempt', { attempt: 1, url, requestBytes: 34 }],
      ['attempt ended', { durationMs: 30, status: 429, responseBytes: 24, error: 'rate-limited' }],
      ['retrying', { attempt: 1, delayMs: 2000, status: 429, error: 'rate-limited' }],
      ['attempt', { attempt: 2, url, requestBytes: 34 }],
      ['attempt ended', { durationMs: 30, status: 201, responseBytes: 30 }],
      ['ended', { durationMs: 2060, attempts: 2, status: 201 }],
    ]);
  });

  it.each<[string, Handler, object]>([
    ['a refusal', () => new Response('', { status: 404 }), { error: 'not-found', outcome: 'refused', status: 404 }],
    ['a fault', () => connectionFault('ECONNRESET'), { error: 'unreachable', outcome: 'unknown' }],
  ])('is how it ended: %s', async (_, handler, expected) => {
    const { observer, told } = recorder();
    const { client } = fakeServer(handler, { observer, retries: 0 });

    await rejection(client.api.GET('/api'));

    expect(told.at(-1)).toEqual(['ended', { durationMs: 0, attempts: 1, ...expected }]);
  });

  it('is that the caller gave up, or that `onRequest` prevented it', async () => {
    const abort = new AbortController();
    const aborted = recorder();
    const prevented = recorder();
    const gaveUp = fakeServer(() => abort.abort(new Error('enough')), { observer: aborted.observer });
    const guarded = fakeServer(() => ({}), { observer: prevented.observer, onRequest: () => Promise.reject('no') });

    await rejection(gaveUp.client.api.GET('/api', { signal: abort.signal }));
    await rejection(guarded.client.api.GET('/api'));

    expect(aborted.told.at(-1)).toEqual(['ended', { durationMs: 0, attempts: 1, error: 'aborted' }]);
    expect(prevented.told.at(-1)).toEqual(['ended', { durationMs: 0, attempts: 0, error: 'prevented' }]);
    expect(prevented.told).toHaveLength(2);
  });

  it('holds no key, whatever the address says', async () => {
    const { observer, told } = recorder();
    const { client } = fakeServer(() => new Response('', { status: 500 }), { observer, retries: 1 });

    const query = { partialName: `x ${apiKey}` };
    await rejection(client.api.GET('/api/spaces', { params: { query } }));

    expect(told.filter(([what]) => what === 'attempt')).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain(apiKey);
  });
});

describe('what an observer may do', () => {
  it('adds headers to an attempt, but none of those that the client sends itself', async () => {
    const headers = { traceparent: '00-1-2-01', 'x-octopus-apikey': 'API-OTHER', accept: 'text/html' };
    const observer = { requestStarted: () => ({ attemptStarted: () => ({ headers }) }) };
    const { client, requests } = fakeServer(() => ({}), { observer });

    await client.api.GET('/api');

    expect(requests[0]?.headers.get('traceparent')).toBe('00-1-2-01');
    expect(requests[0]?.headers.get('x-octopus-apikey')).toBe(apiKey);
    expect(requests[0]?.headers.get('accept')).toBe('application/json');
  });

  it('fails without any harm to the request', async () => {
    const fail = () => {
      throw new Error('the collector is away');
    };
    const failsLater = () => ({ attemptStarted: () => ({ headers: { 'no good': '\n' }, ended: fail }), ended: fail });
    for (const requestStarted of [fail, failsLater, () => ({ attemptStarted: fail, ended: fail })]) {
      const { client } = fakeServer(() => ({ Version: '2026.3' }), { observer: { requestStarted } });

      expect((await client.api.GET('/api')).data.Version).toBe('2026.3');
    }
  });
});
