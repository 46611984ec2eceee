import { describe, expect, it } from 'vitest';
import type { OctopusClient } from '../client.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import { connectionFault, fakeServer, rejection } from '../testing/fake-server.ts';
import type { RequestInfo } from './guard.ts';

type Method = 'GET' | 'PUT' | 'DELETE' | 'POST';

const path = { spaceId: 'Spaces-1', id: 'Deployments-1' };

function call(client: OctopusClient, method: Method, signal?: AbortSignal): Promise<unknown> {
  const cancel = signal ? { signal } : {};
  if (method === 'GET') return client.api.GET('/api/{spaceId}/deployments/{id}', { params: { path }, ...cancel });
  if (method === 'DELETE') return client.api.DELETE('/api/{spaceId}/deployments/{id}', { params: { path }, ...cancel });
  const body = { SpaceId: 'Spaces-1', Name: 'Acme' };
  if (method === 'PUT') return client.api.PUT('/api/{spaceId}/tenants/{id}', { params: { path }, body, ...cancel });
  return client.api.POST('/api/{spaceId}/tenants', { params: { path }, body, ...cancel });
}

const faults: Record<string, () => Response | Error> = {
  refused: () => connectionFault('ECONNREFUSED'),
  'no such host': () => connectionFault('ENOTFOUND'),
  reset: () => connectionFault('ECONNRESET'),
  'closed before an answer': () => connectionFault('UND_ERR_SOCKET'),
  'unknown fault': () => new TypeError('fetch failed'),
  'cut body': () => new Response('{"Id": "Deplo'),
  'page that is not JSON': () => new Response('<html></html>'),
  400: () => Response.json({ ErrorMessage: 'No.', Errors: ['Name is taken.'] }, { status: 400 }),
  401: () => new Response('', { status: 401 }),
  403: () => new Response('', { status: 403 }),
  404: () => new Response('', { status: 404 }),
  408: () => new Response('', { status: 408 }),
  409: () => new Response('', { status: 409 }),
  422: () => new Response('', { status: 422 }),
  429: () => new Response('', { status: 429 }),
  500: () => new Response('', { status: 500 }),
  501: () => new Response('', { status: 501 }),
  502: () => new Response('<html>Bad gateway</html>', { status: 502 }),
  503: () => new Response('', { status: 503 }),
};

describe('what is sent again, and what the caller is told', () => {
  it.each`
    fault                        | code              | outcome       | attempts | attemptsOfPost
    ${'refused'}                 | ${'unreachable'}  | ${'not-sent'} | ${5}     | ${5}
    ${'no such host'}            | ${'unreachable'}  | ${'not-sent'} | ${5}     | ${5}
    ${'reset'}                   | ${'unreachable'}  | ${'unknown'}  | ${5}     | ${1}
    ${'closed before an answer'} | ${'unreachable'}  | ${'unknown'}  | ${5}     | ${1}
    ${'unknown fault'}           | ${'unreachable'}  | ${'unknown'}  | ${5}     | ${1}
    ${'cut body'}                | ${'bad-answer'}   | ${'unknown'}  | ${5}     | ${1}
    ${'page that is not JSON'}   | ${'bad-answer'}   | ${'unknown'}  | ${1}     | ${1}
    ${400}                       | ${'validation'}   | ${'refused'}  | ${1}     | ${1}
    ${401}                       | ${'auth'}         | ${'refused'}  | ${1}     | ${1}
    ${403}                       | ${'permission'}   | ${'refused'}  | ${1}     | ${1}
    ${404}                       | ${'not-found'}    | ${'refused'}  | ${1}     | ${1}
    ${408}                       | ${'server-error'} | ${'unknown'}  | ${5}     | ${1}
    ${409}                       | ${'conflict'}     | ${'refused'}  | ${1}     | ${1}
    ${422}                       | ${'validation'}   | ${'refused'}  | ${1}     | ${1}
    ${429}                       | ${'rate-limited'} | ${'refused'}  | ${5}     | ${5}
    ${500}                       | ${'server-error'} | ${'unknown'}  | ${5}     | ${1}
    ${501}                       | ${'server-error'} | ${'refused'}  | ${1}     | ${1}
    ${502}                       | ${'server-error'} | ${'unknown'}  | ${5}     | ${1}
    ${503}                       | ${'server-error'} | ${'unknown'}  | ${5}     | ${1}
  `('$fault: $attempts attempts, $attemptsOfPost of a POST; $code, $outcome', async (row) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST'] as const) {
      const { client, requests } = fakeServer(() => faults[row.fault]?.());

      const error = await rejection(call(client, method));

      expect(error).toBeInstanceOf(OctopusError);
      expect({ method, ...(error as OctopusError) }).toMatchObject({ method, code: row.code, outcome: row.outcome });
      expect([method, requests.length]).toEqual([method, method === 'POST' ? row.attemptsOfPost : row.attempts]);
    }
  });

  it('never cancels a task twice: that is a POST too', async () => {
    const { client, requests } = fakeServer(() => new Response('', { status: 500 }));

    await rejection(client.api.POST('/api/tasks/{id}/cancel', { params: { path: { id: 'ServerTasks-1' } } }));

    expect(requests).toHaveLength(1);
  });

  it('sends the same body again', async () => {
    const answers = [new Response('', { status: 429 }), { Id: 'Tenants-1' }];
    const { client, requests } = fakeServer(() => answers.shift());

    await call(client, 'POST');

    expect(requests.map(({ body }) => body)).toEqual([
      { SpaceId: 'Spaces-1', Name: 'Acme' },
      { SpaceId: 'Spaces-1', Name: 'Acme' },
    ]);
  });

  it('calls a conflict uncertain when an earlier attempt of the same write got lost', async () => {
    const answers = [connectionFault('ECONNRESET'), new Response('', { status: 409 })];
    const { client } = fakeServer(() => answers.shift());

    expect(await rejection(call(client, 'PUT'))).toMatchObject({ code: 'conflict', outcome: 'unknown' });
  });

  it('does not call a conflict uncertain when the earlier attempt never left', async () => {
    const answers = [connectionFault('ECONNREFUSED'), new Response('', { status: 409 })];
    const { client } = fakeServer(() => answers.shift());

    expect(await rejection(call(client, 'PUT'))).toMatchObject({ code: 'conflict', outcome: 'refused' });
  });

  it('finds the cause of a refusal among several addresses', async () => {
    const addresses = [connectionFault('ECONNREFUSED').cause, connectionFault('ECONNREFUSED').cause];
    const fault = new TypeError('fetch failed', { cause: new AggregateError(addresses) });
    const { client } = fakeServer(() => fault);

    expect(await rejection(call(client, 'POST'))).toMatchObject({ outcome: 'not-sent' });
  });
});

describe('waiting between attempts', () => {
  it('doubles, with jitter', async () => {
    const { client, clock } = fakeServer(() => new Response('', { status: 503 }), { random: () => 0 });

    await rejection(call(client, 'GET'));

    expect(clock.slept).toEqual([250, 500, 1000, 2000]);
  });

  it.each([
    ['7', 7000],
    [new Date(Date.UTC(2026, 0, 1) + 9000).toUTCString(), 9000],
    ['0', 0],
    ['soon', 500],
  ])('obeys Retry-After: %s', async (header, expected) => {
    const answers = [new Response('', { status: 429, headers: { 'retry-after': header } }), { Id: 'Tenants-1' }];
    const { client, clock } = fakeServer(() => answers.shift());

    await call(client, 'POST');

    expect(clock.slept).toEqual([expected]);
  });

  it('gives up when the server asks for longer than a minute', async () => {
    const { client, requests } = fakeServer(
      () => new Response('', { status: 429, headers: { 'retry-after': '3600' } }),
    );

    expect(await rejection(call(client, 'GET'))).toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000 });
    expect(requests).toHaveLength(1);
  });

  it('ends at once, with the reason given, when the caller no longer wants an answer', async () => {
    const abort = new AbortController();
    const { client, requests } = fakeServer(() => {
      abort.abort(new Error('enough'));
      return new Response('', { status: 503 });
    });

    expect(await rejection(call(client, 'GET', abort.signal))).toEqual(new Error('enough'));
    expect(requests).toHaveLength(1);
  });

  it('sends nothing when the caller gave up before', async () => {
    const { client, requests } = fakeServer(() => ({}));

    expect(await rejection(call(client, 'GET', AbortSignal.abort(new Error('enough'))))).toEqual(new Error('enough'));
    expect(requests).toHaveLength(0);
  });

  it('ends an attempt that takes too long, also when fetch pays no attention', async () => {
    const { client, clock, requests } = fakeServer(
      () => {
        queueMicrotask(() => clock.expireTimers());
        return new Promise(() => {});
      },
      { retries: 1, timeoutMs: 30_000 },
    );

    const error = await rejection(call(client, 'GET'));

    expect(error).toMatchObject({
      code: 'unreachable',
      outcome: 'unknown',
      message: expect.stringContaining('30000 ms'),
    });
    expect(requests).toHaveLength(2);
  });
});

it('tells of every attempt, without the key', async () => {
  const seen: RequestInfo[] = [];
  const answers = [new Response('', { status: 429 }), { Id: 'Tenants-1' }];
  const { client } = fakeServer(() => answers.shift(), { onRequest: (info) => seen.push(info) });

  await call(client, 'POST');

  expect(seen.map(({ operation, method, attempt }) => ({ operation, method, attempt }))).toEqual([
    { operation: 'POST /api/{spaceId}/tenants', method: 'POST', attempt: 1 },
    { operation: 'POST /api/{spaceId}/tenants', method: 'POST', attempt: 2 },
  ]);
});
