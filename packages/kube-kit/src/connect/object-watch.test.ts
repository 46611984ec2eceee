import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { kubeconfigText, sendJson, startApiServer } from '../testing/api-server.ts';
import { createApi } from './api.ts';
import { createConnection } from './connection.ts';
import { loadKubeconfig } from './kubeconfig.ts';
import { type Seen, watchObjects } from './object-watch.ts';

const started: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

/** Watches pods until enough was seen; the pauses that it would have made are counted, not made. */
async function watched(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: { enough: (seen: readonly Seen[]) => boolean; silenceMs?: number },
) {
  const server = await startApiServer(answer);
  started.push(server);
  const access = await loadKubeconfig({
    kubeconfig: { text: kubeconfigText({ port: server.port, contexts: ['one'] }) },
  });
  if (!access.ok) throw new Error(access.problem.message);
  const connection = createConnection(access.value);
  const enough = new AbortController();
  const { silenceMs } = options;
  const watch = watchObjects({
    ...{ connection, api: createApi(connection), path: '/api/v1/pods', what: 'pods', signal: enough.signal },
    pause: async () => undefined,
    ...(silenceMs === undefined ? {} : { silenceMs }),
  });
  const seen: Seen[] = [];
  for await (const one of watch) {
    seen.push(one);
    if (options.enough(seen)) break;
  }
  enough.abort();
  return {
    seen,
    asked: server.seen.map(({ path }) => new URL(path ?? '', 'http://x').searchParams.get('resourceVersion')),
  };
}

const list = (version: string) => ({ metadata: { resourceVersion: version }, items: [{ metadata: { name: 'a' } }] });
const event = (type: string, version: string) =>
  `${JSON.stringify({ type, object: { metadata: { name: 'a', resourceVersion: version } } })}\n`;

/** Lists at version 5; what its watches do, one after the other. */
function serving(...watches: ((response: ServerResponse) => void)[]) {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.includes('watch=1')) return sendJson(response, 200, list('5'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    watches.shift()?.(response);
  };
}

describe('a watch', () => {
  it('whose connection says nothing for too long is taken for dead, and another goes on from where it was', async () => {
    const { seen, asked } = await watched(
      serving(
        (response) => response.write(event('MODIFIED', '6')),
        (response) => response.write(event('MODIFIED', '7')),
      ),
      { silenceMs: 30, enough: (all) => all.filter(({ kind }) => kind === 'changed').length === 2 },
    );

    expect(seen.map(({ kind }) => kind)).toEqual(['listed', 'changed', 'away', 'changed']);
    expect(seen[2]).toMatchObject({
      problem: { code: 'unreachable', message: expect.stringContaining('nothing was heard') },
    });
    expect(asked).toEqual([null, '5', '6']);
  });

  it('that the server ends goes on from where it was, and nothing is told', async () => {
    const { seen, asked } = await watched(
      serving(
        (response) => response.end(event('MODIFIED', '6')),
        (response) => response.write(event('DELETED', '7')),
      ),
      { enough: (all) => all.some(({ kind }) => kind === 'deleted') },
    );

    expect(seen.map(({ kind }) => kind)).toEqual(['listed', 'changed', 'deleted']);
    expect(asked).toEqual([null, '5', '6']);
  });

  it('from a version that the server no longer knows begins with the list again', async () => {
    const gone = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, message: 'too old' } })}\n`;
    const { seen } = await watched(
      serving((response) => response.end(gone)),
      { enough: (all) => all.filter(({ kind }) => kind === 'listed').length === 2 },
    );

    expect(seen.map(({ kind }) => kind)).toEqual(['listed', 'listed']);
  });
});
