import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kubeconfigText, sendJson, startApiServer, statusObject } from '../testing/api-server.ts';
import { ensureNamespaces } from './ensure-namespaces.ts';

let folder: string;
let kubeconfig: string;
let server: Awaited<ReturnType<typeof startApiServer>>;
let there: readonly object[];

beforeEach(async () => {
  there = [];
  server = await startApiServer((request, response) => {
    if (request.method === 'GET') return sendJson(response, 200, { items: there });
    const refused = request.url?.includes('/refused?') === true;
    sendJson(response, refused ? 403 : 201, refused ? statusObject(403, 'namespaces is forbidden') : {});
  });
  folder = await mkdtemp(join(tmpdir(), 'namespaces-'));
  kubeconfig = join(folder, 'config');
  await writeFile(kubeconfig, kubeconfigText({ port: server.port, contexts: ['dev'] }));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const wanted = (name: string) => ({ name, labels: { 'octotrain/lab': 'finpay' } });
const found = (name: string, labels: object, phase = 'Active') => ({ metadata: { name, labels }, status: { phase } });
const ensure = (...names: readonly string[]) =>
  ensureNamespaces({ kubeconfig, context: 'dev', namespaces: names.map(wanted) });
const writes = () => server.seen.filter(({ method }) => method === 'PATCH').map(({ path }) => path);

it('makes what is missing, labels what lacks labels, and leaves the rest alone', async () => {
  there = [found('b', { mine: 'x' }), found('c', { mine: 'x', 'octotrain/lab': 'finpay' }), found('kube-system', {})];

  expect(await ensure('a', 'b', 'c')).toEqual({
    ok: true,
    value: [
      { name: 'a', outcome: 'made' },
      { name: 'b', outcome: 'labelled' },
      { name: 'c', outcome: 'unchanged' },
    ],
  });
  expect(writes()).toEqual([
    '/clusters/dev/api/v1/namespaces/a?fieldManager=octotrain&force=true',
    '/clusters/dev/api/v1/namespaces/b?fieldManager=octotrain&force=true',
  ]);
});

it('asks once and writes nothing where all is as it should be', async () => {
  there = [found('a', { 'octotrain/lab': 'finpay' })];

  expect(await ensure('a')).toMatchObject({ ok: true });
  expect(server.seen).toHaveLength(1);
});

it('says which namespace is being deleted, and changes nothing', async () => {
  there = [found('a', {}, 'Terminating')];

  expect(await ensure('a', 'b')).toMatchObject({ ok: false, problem: { message: 'the namespace a is being deleted' } });
  expect(writes()).toEqual([]);
});

it('tries all and tells what was refused', async () => {
  expect(await ensure('refused', 'b')).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
  expect(writes()).toHaveLength(2);
});
