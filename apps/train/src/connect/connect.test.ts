import { expect, test } from 'vitest';
import { wallClock } from '../run/clock.ts';
import { connect } from './connect.ts';

function connectTo(url: string) {
  const env = { OCTOPUS_URL: url, OCTOPUS_API_KEY: 'API-ABC' };
  const edges = { clock: wallClock };
  const { signal } = new AbortController();
  return connect({ env, cwd: '/', state: '/state', fresh: false, signal, edges, say: () => {} });
}

test('an address of the API instead of the server’s is refused with the one to write', async () => {
  for (const url of ['https://deploy.example.com/api', 'https://deploy.example.com/api/']) {
    expect(await connectTo(url)).toMatchObject({
      ok: false,
      exit: 'usage',
      hint: expect.stringMatching(/example\.com$/),
    });
  }
});

test('an address without its scheme is refused, and one under a path is taken', async () => {
  expect(await connectTo('deploy.example.com')).toMatchObject({ ok: false, exit: 'usage' });
  expect(await connectTo('https://example.com/octopus/')).toMatchObject({ ok: true });
});
