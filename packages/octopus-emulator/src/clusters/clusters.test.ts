import { describe, expect, it } from 'vitest';
import { addPaymentsApi, startFinPay } from '../testing/finpay.ts';
import { clusterOfAgent, renderKubeconfig } from './kubeconfig.ts';
import { applyWorkload, isRolledOut, restartWorkload } from './rollouts.ts';
import { selects, tagOf } from './state.ts';

interface Found {
  readonly kind: string;
  readonly reason?: string;
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

interface Shown {
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly observedGeneration: number;
    readonly updatedReplicas: number;
    readonly readyReplicas: number;
  };
}

async function withPaymentsApi() {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  await finpay.automatic(await finpay.release('payments-api', '1.0.0'), 1);
  const { world } = finpay.emulator;
  const token = world.store.get('ClusterAccess', 'clusters')?.Token ?? '';
  async function get<T = Found>(path: string, bearer = token): Promise<{ status: number; body: T }> {
    const headers = { authorization: `Bearer ${bearer}` };
    const response = await finpay.emulator.fetch(new Request(`http://octopus/clusters/kind-dev/${path}`, { headers }));
    return { status: response.status, body: (await response.json()) as T };
  }
  return { finpay, world, get };
}

const proxy = 'api/v1/namespaces/payments-dev/services/payments-api:80/proxy/health';

describe('a simulated cluster', () => {
  it('answers for a workload through the proxy of its Service, with the image that it runs', async () => {
    const { get } = await withPaymentsApi();

    const { status, body } = await get<object>(proxy);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      service: 'payments-api',
      namespace: 'payments-dev',
      cluster: 'kind-dev',
      image: 'nginx:1.27-alpine',
      tag: '1.27-alpine',
      replicas: 1,
      env: { LOG_LEVEL: 'debug' },
      path: '/health',
    });
  });

  it('lists what is deployed', async () => {
    const { get } = await withPaymentsApi();
    const names = async (path: string) => (await get(path)).body.items.map(({ metadata }) => metadata.name);

    expect(await names('apis/apps/v1/deployments')).toEqual(['payments-api']);
    expect(await names('apis/apps/v1/namespaces/elsewhere/deployments')).toEqual([]);
    expect(await names('api/v1/namespaces')).toEqual(['default', 'kube-system', 'payments-dev']);
    expect(await names('api/v1/namespaces/payments-dev/services')).toEqual(['payments-api']);
    expect(await names('api/v1/namespaces/payments-dev/pods?labelSelector=app%3Dpayments-api')).toHaveLength(1);
    expect(await names('api/v1/namespaces/payments-dev/pods?labelSelector=app%3Dother')).toEqual([]);
  });

  it.each([
    ['a workload', 'apis/apps/v1/namespaces/payments-dev/deployments/nothing', 404, 'NotFound'],
    ['a Service', 'api/v1/namespaces/payments-dev/services/nothing/proxy/', 404, 'NotFound'],
    ['a path', 'apis/batch/v1/jobs', 404, 'NotFound'],
  ])('answers for %s that it does not have like Kubernetes', async (_, path, code, reason) => {
    const { get } = await withPaymentsApi();

    expect(await get(path)).toMatchObject({ status: code, body: { kind: 'Status', status: 'Failure', code, reason } });
  });

  it('needs its token', async () => {
    const { get } = await withPaymentsApi();

    expect((await get(proxy, 'wrong')).status).toBe(401);
  });

  it('rolls out one replica after the other, while the old pods answer', async () => {
    const { finpay, world, get } = await withPaymentsApi();
    const path = 'apis/apps/v1/namespaces/payments-dev/deployments/payments-api';
    const stored = world.store.get('Workloads', 'kind-dev/payments-dev/payments-api');
    if (stored === undefined) throw new Error('nothing was deployed');
    applyWorkload(world, {
      cluster: 'kind-dev',
      namespace: 'payments-dev',
      name: 'payments-api',
      labels: stored.Pods.Labels,
      replicas: 3,
      image: 'nginx:2.0',
      env: {},
      port: 80,
      environment: 'Development',
      tenant: null,
    });

    const seen: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      const { spec, status } = (await get<Shown>(path)).body;
      const { tag } = (await get<{ tag: string }>(proxy)).body;
      seen.push(
        `${status.observedGeneration}: ${status.updatedReplicas}/${spec.replicas}, ready ${status.readyReplicas}, ${tag}`,
      );
      await finpay.pass(500);
    }

    expect(seen[0]).toBe('1: 0/3, ready 1, 1.27-alpine');
    expect(seen).toContain('2: 1/3, ready 1, 1.27-alpine');
    expect(seen.at(-1)).toBe('2: 3/3, ready 3, 2.0');
  });

  it('does nothing for an apply that changes nothing, and starts anew for a restart', async () => {
    const { finpay, world } = await withPaymentsApi();
    const stored = world.store.get('Workloads', 'kind-dev/payments-dev/payments-api');
    if (stored === undefined) throw new Error('nothing was deployed');
    const same = {
      cluster: 'kind-dev',
      namespace: 'payments-dev',
      name: 'payments-api',
      labels: stored.Labels,
      replicas: 1,
    };
    const pods = { image: stored.Pods.Image, env: stored.Pods.Env, port: stored.Pods.Port };

    const applied = applyWorkload(world, { ...same, ...pods, environment: 'Development', tenant: null });
    const restarted = restartWorkload(world, applied);

    expect(applied).toBe(stored);
    expect(isRolledOut(restarted)).toBe(false);
    await finpay.pass(5_000);
    const after = world.store.get('Workloads', stored.Id);
    expect(after === undefined ? undefined : isRolledOut(after)).toBe(true);
  });
});

describe('names', () => {
  it.each([
    ['poll://payments-dev.kind-finpay-dev/', 'kind-finpay-dev'],
    ['poll://agent/', 'agent'],
    ['agent.with.dots', 'with.dots'],
  ])('the agent %s runs on %s', (uri, cluster) => {
    expect(clusterOfAgent(uri)).toBe(cluster);
  });

  it.each([
    ['nginx', 'latest'],
    ['nginx:1.25', '1.25'],
    ['registry:5000/team/nginx', 'latest'],
    ['registry:5000/team/nginx:2@sha256:abc', '2'],
  ])('the tag of %s is %s', (image, tag) => {
    expect(tagOf(image)).toBe(tag);
  });

  it('select by all of a selector, never by an empty one', () => {
    expect(selects({ app: 'a' }, { app: 'a', x: 'y' })).toBe(true);
    expect(selects({ app: 'a', x: 'z' }, { app: 'a', x: 'y' })).toBe(false);
    expect(selects({}, { app: 'a' })).toBe(false);
  });

  it('of contexts are those of clusters, in a kubeconfig that plain http clients take', () => {
    const text = renderKubeconfig({ url: 'http://127.0.0.1:1', clusters: ['kind-dev', 'kind-prod'], token: 'secret' });

    expect(JSON.parse(text)).toMatchObject({
      'current-context': 'kind-dev',
      contexts: [{ name: 'kind-dev' }, { name: 'kind-prod' }],
      clusters: [
        { cluster: { server: 'http://127.0.0.1:1/clusters/kind-dev', 'insecure-skip-tls-verify': true } },
        { cluster: { server: 'http://127.0.0.1:1/clusters/kind-prod' } },
      ],
    });
  });
});
