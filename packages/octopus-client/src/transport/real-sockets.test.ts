import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOctopusClient } from '../client.ts';
import { rejection } from '../testing/fake-server.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address of this kind.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function post(url: string): Promise<unknown> {
  const client = createOctopusClient({ url, auth: { apiKey: 'API-TESTTEST' }, retries: 0, requestsPerMinute: 0 });
  return client.api.POST('/api/tasks/{id}/cancel', { params: { path: { id: 'ServerTasks-1' } } });
}

describe("the platform's own fetch", () => {
  it('tells a refused connection from one that broke', async () => {
    const url = await listen(() => {});
    for (const close of closing.splice(0)) close();

    expect(await rejection(post(url))).toMatchObject({ code: 'unreachable', outcome: 'not-sent' });
  });

  it('does not know what became of a request whose connection was reset', async () => {
    const url = await listen((request) => request.socket.destroy());

    expect(await rejection(post(url))).toMatchObject({ code: 'unreachable', outcome: 'unknown' });
  });

  it('does not know what became of a request whose answer ended in the middle', async () => {
    const url = await listen((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"Id":', () => request.socket.destroy());
    });

    expect(await rejection(post(url))).toMatchObject({ code: 'unreachable', outcome: 'unknown' });
  });

  it('sends the body, the key and who asks', async () => {
    const seen: unknown[] = [];
    const url = await listen((request, response) => {
      seen.push(request.headers['x-octopus-apikey'], request.headers['user-agent'], request.url);
      response.setHeader('content-type', 'application/json').end('{"Id":"ServerTasks-1"}');
    });

    expect(await post(`${url}/octopus/`)).toMatchObject({ data: { Id: 'ServerTasks-1' } });
    expect(seen).toEqual([
      'API-TESTTEST',
      expect.stringMatching(/^octotrain-octopus-client\/\d+\.\d+\.\d+\S* \(node \d+\.\S+; \w+\)$/),
      '/octopus/api/tasks/ServerTasks-1/cancel',
    ]);
  });

  it('keeps its connections open: many requests, refused ones among them, over few of them', async () => {
    const sockets = new Set<unknown>();
    let requests = 0;
    const url = await listen((request, response) => {
      sockets.add(request.socket);
      requests += 1;
      if (requests % 5 === 0)
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"ErrorMessage":"No."}');
      else response.setHeader('content-type', 'application/json').end('{"Id":"ServerTasks-1"}');
    });
    const auth = { apiKey: 'API-TESTTEST' };
    const { api } = createOctopusClient({ url, auth, requestsPerMinute: 0 });
    const ask = () => api.GET('/api/tasks/{id}', { params: { path: { id: 'ServerTasks-1' } } });

    for (let i = 0; i < 20; i++) await Promise.allSettled([ask(), ask()]);

    expect(requests).toBe(40);
    expect(sockets.size).toBeLessThanOrEqual(4);
  });

  it('is stopped at once by the caller, and closes the connection', async () => {
    const abort = new AbortController();
    let closed: Promise<unknown> | undefined;
    const url = await listen((request) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve));
      abort.abort(new Error('enough'));
    });
    const { api } = createOctopusClient({ url, auth: { apiKey: 'API-TESTTEST' }, requestsPerMinute: 0 });

    expect(await rejection(api.GET('/api', { signal: abort.signal }))).toEqual(new Error('enough'));
    await closed;
  });
});
