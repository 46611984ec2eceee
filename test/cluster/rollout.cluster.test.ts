import { execFile, spawn } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { type Cluster, openCluster, type RolloutNews } from '@octotrain/kube-kit';
import { describe, expect, it } from 'vitest';
import { describeOnCluster, type TestCluster } from './support/test-cluster.ts';

async function opened(kubeconfig: { path: string } | { text: string }): Promise<Cluster> {
  const found = await openCluster({ kubeconfig });
  if (!found.ok) throw new Error(found.problem.message);
  return found.cluster;
}

/** A workload of one container that runs `image`. */
function workload(options: { kind?: string; image: string; spec?: object; pod?: object; container?: object }): object {
  const { kind = 'Deployment', image, spec = {}, pod = {}, container = {} } = options;
  const containers = [{ name: 'api', image, ...container }];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'api' },
    spec: {
      selector: { matchLabels: { app: 'api' } },
      template: { metadata: { labels: { app: 'api' } }, spec: { containers, ...pod } },
      ...spec,
    },
  };
}

/** Applies objects in a namespace of their own, which is made first. */
async function inNamespace(on: TestCluster, namespace: string, objects: readonly object[]): Promise<void> {
  await on.kubectl(['create', 'namespace', namespace]);
  await apply(on, namespace, objects);
}

async function apply(on: TestCluster, namespace: string, objects: readonly object[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  await on.kubectl(['apply', '--server-side', '-n', namespace, '-f', '-'], JSON.stringify(list));
}

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { storageClassName: 'none', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
};
const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few' }, spec: { hard: { pods: '1' } } };
const withClaim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

describeOnCluster('rollouts on a real control plane', { name: 'rollout' }, (on) => {
  it('are complete when kubectl says so, and not before', async () => {
    await inNamespace(on, 'fine', [workload({ image: 'api:1.0.0', spec: { replicas: 3 } })]);
    const cluster = await opened({ path: on.kubeconfig });
    const question = { namespace: 'fine', deployment: 'api', timeoutMs: 30_000 };
    await cluster.watchRollout(question);

    await on.kubectl(['set', 'image', '-n', 'fine', 'deployment/api', 'api=api:1.1.0']);
    const news: RolloutNews[] = [];
    const [seen, byKubectl] = await Promise.all([
      cluster.watchRollout({ ...question, hear: (one) => news.push(one) }),
      on.kubectl(['rollout', 'status', '-n', 'fine', 'deployment/api', '--timeout=30s']),
    ]);

    expect(seen).toMatchObject({ ok: true, value: { outcome: 'complete', status: { images: ['api:1.1.0'] } } });
    expect(byKubectl).toContain('successfully rolled out');
    expect(news.at(-1)).toMatchObject({ kind: 'status', status: { state: 'complete' } });
  });

  describe('that hang say why', () => {
    it.each<[string, readonly object[], string, RegExp]>([
      ['image', [workload({ image: 'api:2-broken' })], 'image', /^api: the image api:2-broken cannot be pulled/],
      ['crash', [workload({ image: 'api:2-crash' })], 'crash', /^api ends again and again, last with exit code 1/],
      ['shy', [workload({ image: 'api:2-unready' })], 'probe', /^api runs but is not ready: /],
      [
        'quota',
        [quota, workload({ image: 'api:1', spec: { replicas: 2 } })],
        'quota',
        /^pods cannot be created: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1/,
      ],
      [
        'quota-set',
        [quota, workload({ kind: 'StatefulSet', image: 'api:1', spec: { replicas: 2, serviceName: 'api' } })],
        'quota',
        /^pods cannot be created: exceeded quota: few/,
      ],
      [
        'account',
        [workload({ image: 'api:1', pod: { serviceAccountName: 'nobody' } })],
        'service account',
        /serviceaccount "nobody" not found/,
      ],
      [
        'room',
        [workload({ image: 'api:1', container: { resources: { requests: { cpu: '9000' } } } })],
        'unschedulable',
        /^no node takes the pods: 0\/2 nodes are available: 2 Insufficient cpu/,
      ],
      [
        'claim',
        [claim, workload({ image: 'api:1', pod: withClaim })],
        'volume',
        /^the volume claim data is pending \(storage class none\): storageclass.storage.k8s.io "none" not found/,
      ],
      ['no-claim', [workload({ image: 'api:1', pod: withClaim })], 'volume', /^the volume claim data does not exist$/],
    ])('%s', async (namespace, objects, kind, message) => {
      await inNamespace(on, namespace, objects);
      const cluster = await opened({ path: on.kubeconfig });
      const isSet = namespace === 'quota-set';
      const question = { namespace, ...(isSet ? { statefulSet: 'api' } : { deployment: 'api' }), timeoutMs: 20_000 };
      const enough = new AbortController();
      const troubles: string[] = [];

      await cluster.watchRollout({
        ...question,
        signal: enough.signal,
        explainAfterMs: 300,
        hear: (news) => {
          const found = news.kind === 'hangs' ? news.troubles.find((one) => message.test(one.message)) : undefined;
          if (found === undefined) return;
          troubles.push(found.kind);
          enough.abort();
        },
      });

      expect(troubles).toEqual([kind]);
    });

    it('also when their time is over, as an end', async () => {
      const cluster = await opened({ path: on.kubeconfig });

      expect(await cluster.watchRollout({ namespace: 'image', deployment: 'api', timeoutMs: 500 })).toMatchObject({
        ok: true,
        value: {
          outcome: 'timed out',
          reason: expect.stringMatching(
            /^deployment image\/api: not complete after 0.5 s: 0 of 1 updated replicas are available; api: the image/,
          ),
        },
      });
    });
  });

  it('whose deadline passes have failed, as kubectl says', async () => {
    await inNamespace(on, 'late', [
      workload({ image: 'api:2-broken', spec: { minReadySeconds: 0, progressDeadlineSeconds: 1 } }),
    ]);
    const cluster = await opened({ path: on.kubeconfig });

    expect(await cluster.watchRollout({ namespace: 'late', deployment: 'api', timeoutMs: 30_000 })).toMatchObject({
      ok: true,
      value: { outcome: 'failed', troubles: [{ kind: 'image', pods: [expect.stringMatching(/^api-/)] }] },
    });
    await expect(on.kubectl(['rollout', 'status', '-n', 'late', 'deployment/api'])).rejects.toThrow(
      /exceeded its progress deadline/,
    );
  });

  it('of sets are judged by their strategy', async () => {
    const set = { serviceName: 'api', replicas: 3 };
    await inNamespace(on, 'sets', [
      workload({
        kind: 'StatefulSet',
        image: 'api:1',
        spec: { ...set, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
      }),
      workload({ kind: 'DaemonSet', image: 'api:1', spec: { updateStrategy: { type: 'OnDelete' } } }),
    ]);
    const cluster = await opened({ path: on.kubeconfig });
    const question = { namespace: 'sets', timeoutMs: 30_000 };
    expect(await cluster.watchRollout({ ...question, statefulSet: 'api' })).toMatchObject({ ok: true });

    await on.kubectl(['set', 'image', '-n', 'sets', 'statefulset/api', 'api=api:2']);

    expect(await cluster.watchRollout({ ...question, statefulSet: 'api' })).toMatchObject({
      ok: true,
      value: { outcome: 'complete', reason: expect.stringContaining('1 pods are updated, the partition 2 holds') },
    });
    expect(await cluster.watchRollout({ ...question, daemonSet: 'api' })).toMatchObject({
      ok: true,
      value: { outcome: 'by hand' },
    });
    await on.kubectl([
      ...['patch', '-n', 'sets', 'daemonset/api', '--type=merge'],
      ...['-p', '{"spec":{"updateStrategy":{"type":"RollingUpdate"}}}'],
    ]);
    expect(await cluster.watchRollout({ ...question, daemonSet: 'api' })).toMatchObject({
      ok: true,
      value: { outcome: 'complete', reason: 'daemon set sets/api: 2 of 2 pods are available' },
    });
  });

  it('in a namespace that does not exist, or of nothing, cannot be watched', async () => {
    const cluster = await opened({ path: on.kubeconfig });

    expect(await cluster.watchRollout({ namespace: 'nowhere', deployment: 'api' })).toMatchObject({
      ok: false,
      problem: { code: 'not-found', message: 'the namespace nowhere does not exist' },
    });
    expect(await cluster.watchRollout({ namespace: 'fine', deployment: 'web' })).toMatchObject({
      ok: false,
      problem: { code: 'not-found', message: 'deployment fine/web does not exist' },
    });
  });

  it('cannot be watched by a service account that may not read them, which is said', async () => {
    await on.kubectl(['create', 'serviceaccount', '-n', 'fine', 'stranger']);
    const token = (await on.kubectl(['create', 'token', '-n', 'fine', 'stranger'])).trim();
    const config = JSON.parse(await on.kubectl(['config', 'view', '--raw', '--flatten', '-o', 'json']));
    const users = config.users.map((user: object) => ({ ...user, user: { token } }));
    const stranger = await opened({ text: JSON.stringify({ ...config, users }) });

    expect(await stranger.watchRollout({ namespace: 'fine', deployment: 'api' })).toMatchObject({
      ok: false,
      problem: { code: 'forbidden', message: expect.stringContaining('system:serviceaccount:fine:stranger') },
    });
  });

  it('are seen to their end although the API server goes away in between and comes back', async () => {
    await inNamespace(on, 'cut', [workload({ image: 'api:2-broken', spec: { replicas: 2 } })]);
    const cluster = await opened({ path: on.kubeconfig });
    const news: string[] = [];
    const watched = cluster.watchRollout({
      ...{ namespace: 'cut', deployment: 'api', timeoutMs: 60_000, explainAfterMs: 300 },
      hear: ({ kind }) => news.push(kind),
    });
    await expect.poll(() => news).toContain('hangs');

    const restart = await killApiServer(on);
    await expect.poll(() => news).toContain('away');
    const end = restart();
    try {
      await expect
        .poll(() => on.kubectl(['get', '--raw', '/readyz']).catch(String), { timeout: 30_000, interval: 200 })
        .toBe('ok');
      await on.kubectl(['set', 'image', '-n', 'cut', 'deployment/api', 'api=api:2.0.1']);

      expect(await watched).toMatchObject({
        ok: true,
        value: { outcome: 'complete', status: { images: ['api:2.0.1'] } },
      });
    } finally {
      await end();
    }
  });
});

/** Kills the API server; gives what starts it again just as it was, which gives what ends it. */
async function killApiServer(on: TestCluster): Promise<() => () => Promise<void>> {
  const status = await on.cluster.status();
  const pid = status.ok ? status.value.parts.find(({ name }) => name === 'kube-apiserver')?.pid : undefined;
  if (pid === undefined) throw new Error('the API server does not run');
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  const [program = '', ...args] = stdout.trim().split(' ');
  process.kill(pid, 'SIGKILL');
  return () => {
    const child = spawn(program, args, { stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    return () => {
      child.kill('SIGKILL');
      return ended;
    };
  };
}
