import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { kubeconfigText, sendJson, startApiServer, statusObject } from '../testing/api-server.ts';
import { openCluster } from './cluster.ts';

const started: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function clusterAnswering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = await startApiServer(answer);
  started.push(server);
  const text = kubeconfigText({ port: server.port, contexts: ['kind-finpay-dev', 'kind-finpay-prod'] });
  let time = 0;
  const now = () => {
    time += 7;
    return time;
  };
  const opened = await openCluster({ kubeconfig: { text }, context: 'kind-finpay-prod', now });
  if (!opened.ok) throw new Error(opened.problem.message);
  return { cluster: opened.cluster, server };
}

const deployment = {
  metadata: { name: 'api', namespace: 'pay', generation: 1 },
  spec: { replicas: 1, template: { spec: { containers: [{ image: 'api:1.1.0' }] } } },
  status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 },
};

describe('reading', () => {
  it('asks below the path of the server with the token of the context', async () => {
    const { cluster, server } = await clusterAnswering((_, response) => sendJson(response, 200, deployment));

    const result = await cluster.rolloutStatus({ namespace: 'pay', deployment: 'api' });

    expect(result).toMatchObject({ ok: true, value: { state: 'complete', images: ['api:1.1.0'] } });
    expect(server.seen).toEqual([
      {
        method: 'GET',
        path: '/clusters/kind-finpay-prod/apis/apps/v1/namespaces/pay/deployments/api',
        authorization: 'Bearer a-token',
      },
    ]);
    expect(cluster).toMatchObject({
      context: 'kind-finpay-prod',
      server: expect.stringContaining('/clusters/kind-finpay-prod'),
    });
  });

  it('lists deployments and pods by their labels', async () => {
    const { cluster, server } = await clusterAnswering((request, response) =>
      sendJson(response, 200, {
        items: request.url?.includes('/pods') ? [{ metadata: { name: 'api-1' } }] : [deployment],
      }),
    );

    const deployments = await cluster.listDeployments({ namespace: 'pay', labelSelector: 'team=pay' });
    const pods = await cluster.podStates({ namespace: 'pay', labels: { app: 'api', tier: 'web' } });

    expect(deployments).toMatchObject({ ok: true, value: [{ name: 'api' }] });
    expect(pods).toMatchObject({ ok: true, value: [{ name: 'api-1' }] });
    expect(server.seen.map(({ path }) => path?.replace(/^.*namespaces/, ''))).toEqual([
      '/pay/deployments?labelSelector=team%3Dpay&limit=2000',
      '/pay/pods?labelSelector=app%3Dapi%2Ctier%3Dweb&limit=2000',
    ]);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [500, 'unexpected-answer'],
  ])('gives a refusal with %i the code %s, and says what was asked for', async (status, code) => {
    const { cluster } = await clusterAnswering((_, response) =>
      sendJson(response, status, statusObject(status, 'because')),
    );

    const result = await cluster.rolloutStatus({ namespace: 'pay', deployment: 'api' });

    expect(result).toMatchObject({ ok: false, problem: { code, message: 'deployment pay/api: because' } });
  });

  it('refuses an answer that is no JSON', async () => {
    const { cluster } = await clusterAnswering((_, response) => response.end('<html>'));

    expect(await cluster.listDeployments({ namespace: 'pay' })).toMatchObject({
      ok: false,
      problem: { code: 'unexpected-answer' },
    });
  });
});

describe('a GET through a Service', () => {
  it('gives whatever the workload answers, and how long it took', async () => {
    const { cluster, server } = await clusterAnswering((_, response) =>
      response.writeHead(500, { 'content-type': 'text/plain' }).end('boom'),
    );

    const result = await cluster.getThroughService({
      namespace: 'pay',
      service: 'api',
      port: 80,
      path: '/health?x=1',
      timeoutMs: 5000,
    });

    expect(result).toEqual({
      ok: true,
      value: { status: 500, contentType: 'text/plain', body: 'boom', truncated: false, durationMs: 7 },
    });
    expect(server.seen[0]?.path).toBe(
      '/clusters/kind-finpay-prod/api/v1/namespaces/pay/services/api:80/proxy/health?x=1',
    );
  });

  it('cuts a long body', async () => {
    const { cluster } = await clusterAnswering((_, response) => response.end('x'.repeat(1_000_000)));

    const result = await cluster.getThroughService({ namespace: 'pay', service: 'api' });

    expect(result).toMatchObject({ ok: true, value: { status: 200, truncated: true } });
    expect(result.ok && result.value.body.length).toBe(65_536);
  });

  it.each<[string, readonly object[], object]>([
    [
      'asks for the only port by its number, since one with a name is not found without',
      [{ name: 'http', port: 80 }],
      { ok: true, value: { status: 200 } },
    ],
    [
      'has to be told which of several ports is meant',
      [
        { name: 'http', port: 80 },
        { name: 'metrics', port: 9090 },
      ],
      { ok: false, problem: { code: 'invalid-request', message: 'the service pay/api has 2 ports: http, metrics' } },
    ],
    ['has no endpoints where there is no port either', [], { ok: false, problem: { code: 'no-endpoints' } }],
  ])('%s', async (_, ports, expected) => {
    const { cluster } = await clusterAnswering(({ url = '' }, response) => {
      if (url.endsWith('/services/api')) return sendJson(response, 200, { spec: { ports } });
      if (url.includes('/services/api:80/')) return response.end('ok');
      return sendJson(response, 503, statusObject(503, 'no endpoints available for service "api"'));
    });

    expect(await cluster.getThroughService({ namespace: 'pay', service: 'api', path: '/health' })).toMatchObject(
      expected,
    );
  });

  it.each([
    [404, 'services "api" not found', 'not-found'],
    [503, 'no endpoints available for service "api"', 'no-endpoints'],
  ])('tells a complaint of the API server with %i from an answer', async (status, message, code) => {
    const { cluster } = await clusterAnswering((_, response) =>
      sendJson(response, status, statusObject(status, message)),
    );

    const result = await cluster.getThroughService({ namespace: 'pay', service: 'api' });

    expect(result).toMatchObject({
      ok: false,
      problem: { code, message: `GET through the service pay/api: ${message}` },
    });
  });

  it('with a 404 of the workload itself is an answer', async () => {
    const { cluster } = await clusterAnswering((_, response) => sendJson(response, 404, { error: 'no such page' }));

    expect(await cluster.getThroughService({ namespace: 'pay', service: 'api' })).toMatchObject({
      ok: true,
      value: { status: 404 },
    });
  });

  it('is not sent when its path climbs out of the service', async () => {
    const { cluster, server } = await clusterAnswering((_, response) => response.end());

    const result = await cluster.getThroughService({ namespace: 'pay', service: 'api', path: '/../../../../secrets' });

    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid-request' } });
    expect(server.seen).toEqual([]);
  });
});

describe('a connection', () => {
  it('that is refused is unreachable', async () => {
    const { cluster, server } = await clusterAnswering(() => {});
    await server.close();

    const result = await cluster.getThroughService({ namespace: 'pay', service: 'api' });

    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'unreachable', hint: expect.stringContaining('kubeconfig') },
    });
  });

  it('that breaks in the middle of an answer is unreachable', async () => {
    const { cluster } = await clusterAnswering((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });

    expect(await cluster.getThroughService({ namespace: 'pay', service: 'api' })).toMatchObject({
      ok: false,
      problem: { code: 'unreachable' },
    });
  });

  it('without an answer ends after its time', async () => {
    const { cluster } = await clusterAnswering(() => {});

    const result = await cluster.getThroughService({ namespace: 'pay', service: 'api', timeoutMs: 30 });

    expect(result).toMatchObject({ ok: false, problem: { code: 'timeout' } });
  });

  it('ends with the signal of the caller', async () => {
    const controller = new AbortController();
    const { cluster } = await clusterAnswering(() => controller.abort());

    const result = await cluster.rolloutStatus({ namespace: 'pay', deployment: 'api', signal: controller.signal });

    expect(result).toMatchObject({ ok: false, problem: { code: 'aborted' } });
  });

  it('never shows the token', async () => {
    const { cluster } = await clusterAnswering((_, response) =>
      sendJson(response, 401, statusObject(401, 'Unauthorized')),
    );

    expect(JSON.stringify(await cluster.rolloutStatus({ namespace: 'pay', deployment: 'api' }))).not.toContain(
      'a-token',
    );
  });
});
