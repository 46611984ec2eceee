import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kubeconfigText, sendJson, startApiServer, statusObject } from '../testing/api-server.ts';
import { createExistingCluster } from './existing-cluster.ts';

let folder: string;
let server: Awaited<ReturnType<typeof startApiServer>>;
let kubeconfig: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'existing-'));
  server = await startApiServer((request, response) => {
    if (request.url?.endsWith('/version')) return sendJson(response, 200, { gitVersion: 'v1.36.0' });
    sendJson(response, 403, statusObject(403, 'nodes is forbidden'));
  });
  kubeconfig = join(folder, 'config');
  await writeFile(kubeconfig, kubeconfigText({ port: server.port, contexts: ['work'] }));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const signal = new AbortController().signal;

it('is asked, and left as it is', async () => {
  const before = await readFile(kubeconfig, 'utf8');
  const cluster = createExistingCluster({ name: 'dev', context: 'work', kubeconfig });

  expect(await cluster.up({ signal })).toEqual({ ok: true, value: { outcome: 'ran already', kubeconfig } });
  expect(await cluster.status()).toMatchObject({
    value: { state: 'running', versions: { kubernetes: 'v1.36.0' }, parts: [] },
  });
  expect(await cluster.down()).toEqual({ ok: true, value: { outcome: 'left alone' } });
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
  expect(await readFile(kubeconfig, 'utf8')).toBe(before);
});

it('that the kubeconfig does not know is absent, and up says what can be done', async () => {
  const cluster = createExistingCluster({ name: 'dev', context: 'other', kubeconfig });

  expect(await cluster.status()).toMatchObject({ value: { state: 'absent' } });
  expect(await cluster.up({ signal })).toMatchObject({
    problem: { code: 'context-missing', hint: expect.stringContaining('let its provider be kind or kwok') },
  });
});

it('that does not answer is broken', async () => {
  const cluster = createExistingCluster({ name: 'dev', context: 'work', kubeconfig });
  await server.close();

  expect(await cluster.status()).toMatchObject({
    value: { state: 'broken', reason: expect.stringContaining('cannot reach') },
  });
  expect(await cluster.up({ signal })).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
});
