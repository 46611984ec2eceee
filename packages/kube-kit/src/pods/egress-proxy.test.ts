import { mkdtemp, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { openEgressProxy, targetOf } from './egress-proxy.ts';
import { playPods } from './played-pods.ts';
import { createPodBook } from './pod-book.ts';
import { createPodLogs } from './pod-log.ts';
import { podObject } from './pod-object.test-data.ts';
import { createPodServer } from './pod-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function opened() {
  const folder = await mkdtemp(join(tmpdir(), 'egress-'));
  const path = join(folder, 'egress.sock');
  const book = createPodBook();
  const logs = createPodLogs();
  const played = playPods({ book, logs, now: () => new Date(), pause: async () => {} });
  const server = createPodServer({ played, book });
  const take = async ({ host, port }: { host: string; port: number }) => {
    const pod = book.servingAt(host, port);
    return pod === undefined ? undefined : (socket: Socket) => server.accept(socket, pod, port);
  };
  const proxy = await openEgressProxy({ path, take });
  ends.push(
    () => proxy.close(),
    () => rm(folder, { recursive: true }),
  );
  return { book, path, take };
}

function connect(socketPath: string, target: string): Promise<{ status: number; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method: 'CONNECT', path: target });
    request.on('connect', (answer, socket) => resolve({ status: answer.statusCode ?? 0, socket: socket as Socket }));
    request.on('response', (answer) => resolve({ status: answer.statusCode ?? 0, socket: answer.socket }));
    request.on('error', reject);
    request.end();
  });
}

async function get(socket: Socket, path: string): Promise<{ status: number; body: string }> {
  const agent = new http.Agent({ keepAlive: true });
  agent.createConnection = () => socket;
  return new Promise((resolve, reject) => {
    http
      .get({ path, agent }, async (answer) => {
        let body = '';
        for await (const chunk of answer) body += chunk;
        resolve({ status: answer.statusCode ?? 0, body });
      })
      .on('error', reject);
  });
}

describe.skipIf(process.platform === 'win32')('what the API server sends into the cluster', () => {
  it('comes to the pod at that address, and each answers as itself', async () => {
    const { book, path } = await opened();
    book.put(podObject({ name: 'one', image: 'web:1', ip: '10.244.0.2' }));
    book.put(podObject({ name: 'two', image: 'web:2', ip: '10.244.0.3' }));

    const one = await connect(path, '10.244.0.2:80');
    const two = await connect(path, '10.244.0.3:80');

    expect(JSON.parse((await get(one.socket, '/a')).body)).toMatchObject({ pod: 'one', image: 'web:1', path: '/a' });
    expect(JSON.parse((await get(two.socket, '/')).body)).toMatchObject({ pod: 'two', image: 'web:2' });
  });

  it.each(['10.244.0.9:80', '10.244.0.2:81', '127.0.0.1:22', 'nonsense'])('to %s is refused', async (target) => {
    const { book, path } = await opened();
    book.put(podObject({ name: 'one' }));

    expect((await connect(path, target)).status).toBe(502);
  });

  it('is cut off when the pod is no longer ready', async () => {
    const { book, path } = await opened();
    book.put(podObject({ name: 'one' }));
    const { socket } = await connect(path, '10.244.0.2:80');
    const closed = new Promise((resolve) => socket.on('close', resolve));

    book.put(podObject({ name: 'one', ready: false }));

    await closed;
    expect((await connect(path, '10.244.0.2:80')).status).toBe(502);
  });

  it('takes over a socket that was left behind, for its owner alone', async () => {
    const { path, take } = await opened();

    const second = await openEgressProxy({ path, take });
    ends.unshift(() => second.close());

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

it.each<[string, { host: string; port: number } | undefined]>([
  ['10.244.0.3:80', { host: '10.244.0.3', port: 80 }],
  ['[fd00::3]:8080', { host: 'fd00::3', port: 8080 }],
  ['10.244.0.3', undefined],
  ['a:b:80', undefined],
])('a target %s', (text, target) => {
  expect(targetOf(text)).toEqual(target);
});
