import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, openCluster, type ProbeQuestion } from '@octotrain/kube-kit';
import { gitRunner, makeDeployRepository } from '@octotrain/lab-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShellLab } from '../cluster/support/shell-lab.ts';
import { type RealNode, startRealNode } from './support/real-node.ts';

const namespace = 'payments';
const service = 'payments-api';
const place = { release: service, namespace };
const tagged = (tag: string) => ({ inline: { image: { tag } } });
const probed = (path: string) => ({ readinessProbe: { httpGet: { path, port: 80 }, periodSeconds: 1 } });

describe('payments-api in real containers', () => {
  let node: RealNode;
  let cluster: Cluster;
  let folder: string;
  let chart: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'octotrain-charts-'));
    await makeDeployRepository({ directory: join(folder, 'deploy'), run: gitRunner });
    chart = join(folder, 'deploy/charts/payments-api');
    node = await startRealNode();
    const opened = await openCluster({ kubeconfig: { path: node.kubeconfig } });
    if (!opened.ok) throw new Error(opened.problem.message);
    cluster = opened.cluster;
  });
  afterAll(async () => {
    // Containers that are deleted take their control groups with them.
    await node?.kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--timeout=60s']);
    await node?.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function podAddress(): Promise<string> {
    return node.kubectl(['get', 'pods', '-n', namespace, '-o', 'jsonpath={.items[0].status.podIP}']);
  }

  it('is there when helm says so, and followed until its container is ready', async () => {
    const made = await node.helm.upgrade({
      ...{ ...place, chart, createNamespace: true, wait: true, waitMs: 60_000 },
      values: [tagged('1.25-alpine')],
    });

    expect(made).toMatchObject({ ok: true, value: { revision: 1, state: 'deployed' } });
    expect(await cluster.watchRollout({ namespace, deployment: service })).toMatchObject({
      ok: true,
      value: { outcome: 'complete' },
    });
    expect(await node.kubectl(['logs', '-n', namespace, `deployment/${service}`])).toContain('serves at port 80');
  });

  it.each<[string, () => Promise<ProbeQuestion> | ProbeQuestion]>([
    ['its Service', () => ({ via: 'service', namespace, service, path: '/health' })],
    ['a port-forward', () => ({ via: 'port-forward', namespace, service, path: '/health' })],
    ['its own address', async () => ({ via: 'url', url: `http://${await podAddress()}/health` })],
  ])('answers by %s', async (_way, question) => {
    const answer = await cluster.probe(await question());

    expect(answer).toMatchObject({ status: 200 });
    expect(JSON.parse(answer.body)).toMatchObject({ image: 'nginx:1.25-alpine', path: '/health' });
  });

  it('answers the smoke test that runs in its container', async () => {
    const argv = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'http://localhost:80/'] as const;

    expect(await cluster.probe({ via: 'exec', namespace, service, argv })).toMatchObject({ status: 200, exitCode: 0 });
    const failing = ['curl', '-s', '-f', 'http://localhost:80/unready'] as const;
    expect(await cluster.probe({ via: 'exec', namespace, service, argv: failing })).toMatchObject({ exitCode: 22 });
  });

  it('passes the smoke test of its own process, which asks it in its container', async () => {
    const lab = await openShellLab(node);
    const log = await lab.released('Payments', 'payments-api', '1.0.0').finally(() => lab.close());

    expect(log).toContain('payments-api is healthy (HTTP 200)');
    const images = await node.kubectl([
      'get',
      'pods',
      '-n',
      'payments-dev',
      '-o',
      'jsonpath={..status.containerStatuses[*].image}',
    ]);
    expect(images).toContain('nginx:1.25-alpine');
    await node.kubectl(['delete', 'namespace', 'payments-dev', '--timeout=60s']);
  });

  it('answers as its new image after an upgrade', async () => {
    const upgraded = await node.helm.upgrade({
      ...{ ...place, chart, wait: true, waitMs: 60_000 },
      values: [tagged('1.27-alpine')],
    });

    expect(upgraded).toMatchObject({ ok: true, value: { revision: 2 } });
    const answer = await cluster.probe({ via: 'service', namespace, service });
    expect(JSON.parse(answer.body)).toMatchObject({ image: 'nginx:1.27-alpine' });
  });

  it('is rolled back where its image cannot be pulled, and that is named', async () => {
    const upgrade = node.helm.upgrade({
      ...{ ...place, chart, atomic: true, waitMs: 20_000 },
      values: [tagged('nobody-pushed-it')],
    });
    await expect
      .poll(() => node.kubectl(['get', 'pods', '-n', namespace, '-o', 'jsonpath={..waiting.reason}']), {
        timeout: 15_000,
      })
      .toMatch(/ErrImagePull|ImagePullBackOff/);
    const watched = await cluster.watchRollout({ namespace, deployment: service, timeoutMs: 3_000 });
    const failed = await upgrade;

    expect(watched).toMatchObject({
      ok: true,
      value: {
        outcome: 'timed out',
        troubles: [{ kind: 'image', message: expect.stringContaining('nobody-pushed-it') }],
      },
    });
    expect(failed.ok).toBe(false);
    const answer = await cluster.probe({ via: 'service', namespace, service });
    expect(JSON.parse(answer.body)).toMatchObject({ image: 'nginx:1.27-alpine' });
  });

  it.each([
    ['ends again and again', { ...probed('/'), env: [{ name: 'EXIT_CODE', value: '3' }] }, 'crash', /code 3/],
    ['never becomes ready', probed('/unready'), 'probe', /503/],
  ])('a container that %s is told of as that', async (name, more, kind, words) => {
    const app = name.replaceAll(' ', '-');
    const container = { name: 'api', image: 'nginx:1.25-alpine', ...more };
    const deployment = {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: app } },
      spec: {
        selector: { matchLabels: { app } },
        template: { metadata: { labels: { app } }, spec: { containers: [container] } },
      },
    };
    await node.kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(deployment));

    const ended = await cluster.watchRollout({ namespace, deployment: app, timeoutMs: 20_000 });

    expect(ended).toMatchObject({
      ok: true,
      value: { outcome: 'timed out', troubles: [{ kind, message: expect.stringMatching(words) }] },
    });
  });
});
