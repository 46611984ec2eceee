import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKind } from '../kind/kind.ts';
import { kubeconfigText, sendJson, startApiServer } from '../testing/api-server.ts';
import { scriptedRunner } from '../testing/scripted-runner.ts';
import { createKindCluster } from './kind-cluster.ts';

type Server = Awaited<ReturnType<typeof startApiServer>>;
let folder: string;
let server: Server;
let isWell = true;

beforeAll(async () => {
  server = await startApiServer((request, response) => {
    if (!isWell) return sendJson(response, 500, {});
    if (request.url?.endsWith('/version')) return sendJson(response, 200, { gitVersion: 'v1.37.2' });
    const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
    sendJson(response, 200, { items: [{ metadata: { name: 'dev-control-plane' }, status: ready }] });
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  isWell = true;
  folder = join(await mkdtemp(join(tmpdir(), 'kind-')), 'dev');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

/** Plays kind: clusters come and go by its calls. */
function world({ there = [] as readonly string[], create = async (): Promise<object> => ({}) } = {}) {
  const clusters = new Set(there);
  const runner = scriptedRunner(async ({ args, signal: _ }) => {
    const [verb, what, ...flags] = args;
    const name = flags.find((flag) => flag.startsWith('--name='))?.slice(7) ?? '';
    if (verb === 'get' && what === 'clusters') return { stdout: [...clusters, ''].join('\n') };
    if (verb === 'get') return { stdout: kubeconfigText({ port: server.port, contexts: [`kind-${name}`] }) };
    if (verb === 'delete') clusters.delete(name);
    if (verb === 'create') clusters.add(name);
    return verb === 'create' ? create() : {};
  });
  const kind = createKind({ run: runner.run, env: {} });
  return { ...runner, clusters, cluster: createKindCluster({ name: 'dev', context: 'kind-dev', folder, kind }) };
}

const signal = new AbortController().signal;

describe('up', () => {
  it('makes a control plane and two workers, with a kubeconfig of its own', async () => {
    let config: string | undefined;
    const runner = scriptedRunner(({ args, input }) => {
      if (args[0] === 'create') config = input;
      return {};
    });
    const kind = createKind({ run: runner.run, env: {} });
    const cluster = createKindCluster({ name: 'dev', context: 'kind-dev', folder, kind });

    expect(await cluster.up({ signal })).toEqual({
      ok: true,
      value: { outcome: 'made', kubeconfig: join(folder, 'kubeconfig') },
    });
    expect(runner.calls[1]).toMatch(
      new RegExp(`^create cluster --name=dev --config=- --kubeconfig=${folder}/kubeconfig --wait=300s$`),
    );
    expect(JSON.parse(config ?? '').nodes.map(({ role }: { role: string }) => role)).toEqual([
      'control-plane',
      'worker',
      'worker',
    ]);
  });

  it('looks first: a cluster that answers is left alone', async () => {
    const { cluster, calls } = world({ there: ['dev', 'other'] });

    expect(await cluster.up({ signal })).toMatchObject({ ok: true, value: { outcome: 'ran already' } });
    expect(calls).toEqual(['get clusters', 'get kubeconfig --name=dev']);
    expect(await readFile(join(folder, 'kubeconfig'), 'utf8')).toContain('kind-dev');
  });

  it('says how to start containers that stand still', async () => {
    isWell = false;
    const { cluster, calls } = world({ there: ['dev'] });

    expect(await cluster.up({ signal })).toMatchObject({
      ok: false,
      problem: { hint: expect.stringContaining('docker start dev-control-plane dev-worker dev-worker2') },
    });
    expect(calls.join()).not.toContain('delete');
  });

  it('takes away what a killed start has left, and makes it anew', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'cluster.json'), '{"schema":1,"state":"starting"}');
    const { cluster, calls } = world({ there: ['dev'] });

    expect(await cluster.up({ signal })).toMatchObject({ ok: true, value: { outcome: 'made' } });
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['get', 'delete', 'create']);
  });

  it('takes back what it has begun when it is interrupted', async () => {
    const interrupt = new AbortController();
    const { cluster, clusters } = world({
      create: async () => {
        interrupt.abort();
        return {};
      },
    });

    expect(await cluster.up({ signal: interrupt.signal })).toMatchObject({ ok: false, problem: { code: 'aborted' } });
    expect([...clusters]).toEqual([]);
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('takes back what did not become a cluster, and says why', async () => {
    const { cluster, clusters } = world({ create: async () => ({ code: 1, stderr: 'ERROR: no space left\n' }) });

    expect(await cluster.up({ signal })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('no space left') },
    });
    expect([...clusters]).toEqual([]);
  });
});

describe('status', () => {
  it('tells a cluster that answers with its nodes and version', async () => {
    expect(await world({ there: ['dev'] }).cluster.status()).toMatchObject({
      ok: true,
      value: {
        state: 'running',
        versions: { kubernetes: 'v1.37.2' },
        parts: [{ name: 'dev-control-plane', running: true }],
      },
    });
  });

  it('tells one that is absent, and one whose start was cut short', async () => {
    expect(await world().cluster.status()).toMatchObject({ value: { state: 'absent' } });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'cluster.json'), '{"schema":1,"state":"starting"}');
    expect(await world({ there: ['dev'] }).cluster.status()).toMatchObject({ value: { state: 'broken' } });
  });
});

describe('down', () => {
  it('takes exactly this cluster away, and its folder', async () => {
    const { cluster, clusters, calls } = world({ there: ['dev', 'other'] });
    await cluster.up({ signal });

    expect(await cluster.down()).toEqual({ ok: true, value: { outcome: 'removed' } });
    expect([...clusters]).toEqual(['other']);
    expect(calls.at(-1)).toBe(`delete cluster --name=dev --kubeconfig=${folder}/kubeconfig`);
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('does nothing when there is none', async () => {
    const { cluster, calls } = world();

    expect(await cluster.down()).toEqual({ ok: true, value: { outcome: 'was absent' } });
    expect(calls).toEqual(['get clusters']);
  });
});
