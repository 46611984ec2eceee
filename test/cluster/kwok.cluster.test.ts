import { access, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '@octotrain/durable-files';
import { type ClusterStatus, createKwokCluster, type KubeResult, openCluster } from '@octotrain/kube-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { findPrograms } from './support/programs.ts';
import { clusterPrograms, describeOnCluster, testCluster } from './support/test-cluster.ts';

const signal = AbortSignal.timeout(10 * 60_000);

describe.skipIf(clusterPrograms === undefined)('two clusters side by side', () => {
  const both = ['finpay-dev', 'finpay-prod'].map((name) => testCluster({ name }));
  afterAll(() => Promise.all(both.map(({ cluster }) => cluster.down())));

  it('are up, and then run already; how long it took is told', async () => {
    const startedMs = performance.now();
    const made = await Promise.all(both.map(({ cluster }) => cluster.up({ signal })));
    console.log(`both clusters up: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);

    expect(made).toEqual(both.map(({ kubeconfig }) => ({ ok: true, value: { outcome: 'made', kubeconfig } })));
    for (const { cluster, kubeconfig } of both)
      expect(await cluster.up({ signal })).toEqual({ ok: true, value: { outcome: 'ran already', kubeconfig } });
  });

  it('have two ready workers each, and know nothing of each other', async () => {
    for (const { name, kubectl } of both) {
      const nodes = await kubectl(['get', 'nodes', '--no-headers']);
      expect(
        nodes
          .trim()
          .split('\n')
          .map((line) => line.split(/ +/).slice(0, 2)),
      ).toEqual([
        [`${name}-worker`, 'Ready'],
        [`${name}-worker2`, 'Ready'],
      ]);
    }
  });

  it('are down without a process, a port or a folder', async () => {
    const seen = await Promise.all(both.map(async ({ cluster }) => runningStatus(await cluster.status())));
    const kubeconfigs = await Promise.all(both.map(({ kubeconfig }) => readFile(kubeconfig, 'utf8')));
    const gone = await Promise.all(both.map(({ cluster }) => cluster.down()));

    expect(gone).toEqual(both.map(() => ({ ok: true, value: { outcome: 'removed' } })));
    for (const { parts } of seen) {
      expect(parts.map(({ name }) => name)).toEqual([
        ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'pods'],
      ]);
      for (const { pid = 0 } of parts) expect(await isRunning({ pid, started: null })).toBe(false);
    }
    // Another cluster may have got the port in the meantime, but nobody answers for this one.
    for (const text of kubeconfigs) {
      const opened = await openCluster({ kubeconfig: { text } });
      const asked = opened.ok ? await opened.cluster.listDeployments({ namespace: 'default' }) : opened;
      expect(asked).toMatchObject({ ok: false });
    }
    for (const { folder } of both) await expect(access(folder)).rejects.toThrow('ENOENT');
    for (const { cluster } of both)
      expect(await cluster.down()).toEqual({ ok: true, value: { outcome: 'was absent' } });
  });
});

describeOnCluster('a cluster', { name: 'alone' }, (on) => {
  it('keeps its secrets from others', async () => {
    const modes = await Promise.all(
      [on.kubeconfig, `${on.folder}/cluster.json`, `${on.folder}/pki/tokens.csv`, `${on.folder}/pki/sa.key`].map(
        async (path) => ((await stat(path)).mode & 0o077).toString(8),
      ),
    );
    expect(modes).toEqual(['0', '0', '0', '0']);
    expect((await stat(on.folder)).mode & 0o077).toBe(0);
  });

  it('runs what helm and kubectl ask for', async () => {
    await on.kubectl(['create', 'deployment', 'web', '--image=nginx:1.25', '--replicas=2']);
    await on.kubectl(['rollout', 'status', 'deployment/web', '--timeout=20s']);
    const pods = await on.kubectl([
      'get',
      'pods',
      '--no-headers',
      '-o',
      'custom-columns=:.status.phase,:.status.podIP',
    ]);
    expect(pods).toMatch(/^Running +10\.244\.\S+\nRunning +10\.244\.\S+\n$/);
  });

  it('starts again on what it holds after all its processes were killed', async () => {
    const before = runningStatus(await on.cluster.status());
    for (const { pid } of before.parts) if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await expect.poll(async () => runningStatus(await on.cluster.status()).state).toBe('stopped');

    const again = await on.cluster.up({ signal });

    expect(again).toMatchObject({ ok: true, value: { outcome: 'started again' } });
    expect(await on.kubectl(['get', 'deployment', 'web', '-o', 'name'])).toBe('deployment.apps/web\n');
    expect(runningStatus(await on.cluster.status())).toMatchObject({ state: 'running', created: before.created });
  });

  it('is mended when one of its processes is gone', async () => {
    const { parts } = runningStatus(await on.cluster.status());
    const kwok = parts.find(({ name }) => name === 'kwok');
    process.kill(kwok?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(async () => runningStatus(await on.cluster.status()))
      .toMatchObject({ state: 'broken', reason: 'not running: kwok' });

    expect(await on.cluster.up({ signal })).toMatchObject({ ok: true, value: { outcome: 'started again' } });
  });
});

describe.skipIf(clusterPrograms === undefined)('a cluster in a deep folder whose port is taken', () => {
  const name = 'deep';
  const folder = join(tmpdir(), `octotrain-deep-${process.pid}`, 'x'.repeat(90), name);
  let given = 0;
  const taken = createServer();
  const cluster = createKwokCluster({
    ...{ name, context: `kind-${name}`, folder, env: process.env, programs: findPrograms },
    async ports() {
      given += 1;
      const address = taken.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      return given === 1 ? { api: port, kwok: 32_101 } : { api: 32_102, kwok: 32_103 };
    },
  });
  afterAll(async () => {
    await cluster.down();
    taken.close();
    await rm(join(folder, '..', '..'), { recursive: true });
  });

  it('takes another port, and short paths for its sockets, which go with it', async () => {
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));

    expect(await cluster.up({ signal })).toMatchObject({ ok: true, value: { outcome: 'made' } });
    expect(runningStatus(await cluster.status())).toMatchObject({
      state: 'running',
      server: 'https://127.0.0.1:32102',
    });
    expect(given).toBe(2);

    const { sockets } = JSON.parse(await readFile(join(folder, 'cluster.json'), 'utf8'));
    expect(sockets).not.toBe(folder);
    await cluster.down();
    await expect(access(sockets)).rejects.toThrow('ENOENT');
  });
});

describeOnCluster('a cluster whose start is given up', { name: 'given-up' }, (on) => {
  it('leaves nothing', async () => {
    await on.cluster.down();
    const giveUp = new AbortController();
    const up = on.cluster.up({ signal: giveUp.signal, hear: (what) => what === 'the nodes' && giveUp.abort() });

    expect(await up).toMatchObject({ ok: false, problem: { code: 'aborted' } });
    await expect(readdir(on.folder)).rejects.toThrow('ENOENT');
  });
});

function runningStatus(result: KubeResult<ClusterStatus>): ClusterStatus {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
