import { afterEach, describe, expect, it } from 'vitest';
import { startApiServer } from '../testing/api-server.ts';
import { getUrl } from './direct-url.ts';
import { mostAnswerBytes } from './probe-answer.ts';

const started: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function serving(...how: Parameters<typeof startApiServer>) {
  const server = await startApiServer(...how);
  started.push(server);
  return `http://127.0.0.1:${server.port}`;
}

const never = new AbortController().signal;

describe('a direct probe', () => {
  it.each([200, 302, 503])('takes a status of %i as an answer', async (status) => {
    const url = await serving((_, response) => response.writeHead(status, { location: '/else' }).end('hello'));

    expect(await getUrl({ url, signal: never })).toEqual({ status, body: 'hello', truncated: false });
  });

  it('keeps the beginning of a long answer', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(mostAnswerBytes + 1)));

    expect(await getUrl({ url, signal: never })).toEqual({
      ...{ status: 200, truncated: true },
      body: 'x'.repeat(mostAnswerBytes),
    });
  });

  it('of nobody says where nobody was, without what is secret in the address', async () => {
    const url = await serving(() => undefined);
    await started.pop()?.close();

    const { problem } = await getUrl({
      url: `${url.replace('//', '//me:hunter22@')}/health?key=hunter22`,
      signal: never,
    });

    expect(problem).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining(`${url}/health cannot be reached`),
    });
    expect(JSON.stringify(problem)).not.toContain('hunter22');
  });

  it('that gets no answer ends with its signal', async () => {
    const giveUp = new AbortController();
    const url = await serving(() => giveUp.abort());

    expect(await getUrl({ url, signal: giveUp.signal })).toMatchObject({ problem: { code: 'timeout' } });
  });

  it.each(['file:///etc/passwd', 'payments-api', ''])('refuses %j, which is no address for it', async (url) => {
    expect(await getUrl({ url, signal: never })).toMatchObject({ problem: { code: 'invalid-request' } });
  });
});
