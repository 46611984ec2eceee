import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createApi } from '../connect/api.ts';
import { createConnection } from '../connect/connection.ts';
import { loadKubeconfig } from '../connect/kubeconfig.ts';
import { kubeconfigText, sendJson, startApiServer, statusObject } from '../testing/api-server.ts';
import { type RolloutNews, type RolloutWatch, watchRollout } from './watch-rollout.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** The deployment with so many of its two replicas new and available. */
function deployment(updated: number, resourceVersion = String(updated + 1)) {
  return {
    metadata: { name: 'api', namespace: 'pay', generation: 1, resourceVersion, uid: 'd' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'api' } } },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: updated, availableReplicas: updated },
  };
}

type Step = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that answers lists and watches of the deployment one after another, and every other list empty. */
async function clusterThat({
  lists,
  watches,
  namespace = 200,
}: {
  lists: Step[];
  watches: Step[];
  namespace?: number;
}) {
  const asked: string[] = [];
  const server = await startApiServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    if (url.pathname.endsWith('/namespaces/pay')) {
      sendJson(
        response,
        namespace,
        namespace === 200 ? { metadata: {} } : statusObject(namespace, 'no such namespace'),
      );
      return;
    }
    if (!url.pathname.endsWith('/deployments')) {
      sendJson(response, 200, { items: [] });
      return;
    }
    const isWatch = url.searchParams.has('watch');
    asked.push(isWatch ? `watch from ${url.searchParams.get('resourceVersion')}` : 'list');
    const step = (isWatch ? watches : lists).shift();
    if (step) step(response, request);
    else if (!isWatch) sendJson(response, 500, statusObject(500, 'one list too many'));
  });
  closing.push(server.close);
  const text = kubeconfigText({ port: server.port, contexts: ['dev'] });
  const config = await loadKubeconfig({ kubeconfig: { text } });
  if (!config.ok) throw new Error(config.problem.message);
  const connection = createConnection(config.value);
  const news: RolloutNews[] = [];
  return {
    asked,
    news,
    server,
    watch: (options: RolloutWatch = {}) =>
      watchRollout(
        { connection, api: createApi(connection), pause: nextTurn },
        {
          namespace: 'pay',
          deployment: 'api',
          timeoutMs: 5000,
          hear: (one) => news.push(one),
          explainAfterMs: 1e9,
          ...options,
        },
      ),
  };
}

/** Waits for a turn of the loop, or for its signal where the wait is that long that a test means "never". */
function nextTurn(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms < 1e6) setImmediate(resolve);
    else signal.addEventListener('abort', () => resolve());
  });
}

const listing =
  (...items: object[]): Step =>
  (response) =>
    sendJson(response, 200, { metadata: { resourceVersion: '10' }, items });
const events =
  (...lines: object[]): Step =>
  (response) => {
    response.writeHead(200);
    for (const line of lines) response.write(`${JSON.stringify(line)}\n`);
  };
const modified = (object: object) => ({ type: 'MODIFIED', object });
const bookmark = (resourceVersion: string) => ({ type: 'BOOKMARK', object: { metadata: { resourceVersion } } });
const torn: Step = (response) => {
  response.writeHead(200).write(`${JSON.stringify(bookmark('11'))}\n{"type":"MODI`);
  setTimeout(() => response.destroy(), 5);
};

describe('a rollout that is watched', () => {
  it('ends with the change that completes it', async () => {
    const cluster = await clusterThat({
      lists: [listing(deployment(0))],
      watches: [events(modified(deployment(1)), modified(deployment(2)))],
    });

    expect(await cluster.watch()).toMatchObject({
      ok: true,
      value: { outcome: 'complete', troubles: [], reason: 'deployment pay/api: 2 of 2 replicas are available' },
    });
    expect(cluster.asked).toEqual(['list', 'watch from 10']);
    expect(cluster.news).toMatchObject(
      [0, 1, 2].map((updated) => ({ kind: 'status', status: { replicas: { updated } } })),
    );
  });

  it('that is complete already needs one list', async () => {
    const cluster = await clusterThat({ lists: [listing(deployment(2))], watches: [] });

    expect(await cluster.watch()).toMatchObject({ ok: true, value: { outcome: 'complete' } });
    expect(cluster.asked).toEqual(['list']);
  });

  it('goes on from the last bookmark when the connection is cut in the middle of a line', async () => {
    const cluster = await clusterThat({
      lists: [listing(deployment(0))],
      watches: [torn, events(modified(deployment(2)))],
    });

    expect(await cluster.watch()).toMatchObject({ ok: true, value: { outcome: 'complete' } });
    expect(cluster.asked).toEqual(['list', 'watch from 10', 'watch from 11']);
    expect(cluster.news.map(({ kind }) => kind)).toEqual(['status', 'away', 'status']);
  });

  it.each<[string, Step]>([
    ['in the stream', events({ type: 'ERROR', object: statusObject(410, 'too old resource version') })],
    ['as the answer', (response) => sendJson(response, 410, statusObject(410, 'too old resource version'))],
  ])('is listed again when the server has forgotten its place, told %s', async (_, gone) => {
    const cluster = await clusterThat({ lists: [listing(deployment(0)), listing(deployment(2))], watches: [gone] });

    expect(await cluster.watch()).toMatchObject({ ok: true, value: { outcome: 'complete' } });
    expect(cluster.asked).toEqual(['list', 'watch from 10', 'list']);
  });

  it('waits for a server that is away, and says so', async () => {
    const away: Step = (response) => response.destroy();
    const cluster = await clusterThat({
      lists: [listing(deployment(0))],
      watches: [
        torn,
        away,
        (response) => sendJson(response, 503, statusObject(503, 'starting')),
        events(modified(deployment(2))),
      ],
    });

    expect(await cluster.watch()).toMatchObject({ ok: true, value: { outcome: 'complete' } });
    expect(cluster.news.map(({ kind }) => kind)).toEqual(['status', 'away', 'away', 'away', 'status']);
  });

  it('is deleted meanwhile', async () => {
    const cluster = await clusterThat({
      lists: [listing(deployment(0))],
      watches: [events({ type: 'DELETED', object: deployment(0) })],
    });

    expect(await cluster.watch()).toMatchObject({
      ok: true,
      value: { outcome: 'deleted', reason: 'deployment pay/api was deleted during its rollout' },
    });
  });

  it('is over with its time, and says how far it got', async () => {
    const cluster = await clusterThat({ lists: [listing(deployment(1))], watches: [events()] });

    expect(await cluster.watch({ timeoutMs: 60 })).toMatchObject({
      ok: true,
      value: {
        outcome: 'timed out',
        status: { replicas: { updated: 1 } },
        reason: 'deployment pay/api: not complete after 0.06 s: 1 of 2 replicas are updated',
      },
    });
  });

  it('is over with its time while the server is away, which is what is said then', async () => {
    const cluster = await clusterThat({ lists: [listing(deployment(1))], watches: [(response) => response.destroy()] });
    const watched = cluster.watch({
      timeoutMs: 300,
      hear: ({ kind }) => {
        if (kind === 'away') void cluster.server.close();
      },
    });

    expect(await watched).toMatchObject({
      ok: true,
      value: { outcome: 'timed out', reason: expect.stringContaining('cannot reach http://127.0.0.1') },
    });
  });

  it('ends with its signal', async () => {
    const cluster = await clusterThat({ lists: [listing(deployment(1))], watches: [events()] });
    const stop = new AbortController();
    const hear = () => stop.abort();

    expect(await cluster.watch({ signal: stop.signal, hear })).toMatchObject({
      ok: false,
      problem: { code: 'aborted', message: 'deployment pay/api: the watch was given up' },
    });
  });

  it('is looked at for troubles when it does not move', async () => {
    const paused = { ...deployment(1), spec: { ...deployment(1).spec, paused: true } };
    const cluster = await clusterThat({
      lists: [listing(paused)],
      watches: [(response) => setTimeout(() => events(modified(deployment(2)))(response, response.req), 50)],
    });

    await cluster.watch({ explainAfterMs: 1 });

    expect(cluster.news).toContainEqual(
      expect.objectContaining({ kind: 'hangs', troubles: [expect.objectContaining({ kind: 'paused' })] }),
    );
  });
});

describe('a rollout that cannot be watched', () => {
  it.each([
    [200, 'deployment pay/api does not exist'],
    [404, 'the namespace pay does not exist'],
  ])('is missing, or its namespace is (%i)', async (namespace, message) => {
    const cluster = await clusterThat({ lists: [listing()], watches: [], namespace });

    expect(await cluster.watch()).toMatchObject({ ok: false, problem: { code: 'not-found', message } });
  });

  it('is a problem at once when the account may not read it', async () => {
    const cluster = await clusterThat({
      lists: [(response) => sendJson(response, 403, statusObject(403, 'cannot list'))],
      watches: [],
    });

    expect(await cluster.watch()).toMatchObject({
      ok: false,
      problem: { code: 'forbidden', message: 'deployment pay/api: cannot list' },
    });
  });
});
