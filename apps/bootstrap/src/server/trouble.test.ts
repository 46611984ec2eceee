import { createOctopusClient } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

function clientThat(answers: () => Promise<Response>) {
  const auth = { apiKey: 'API-SECRETSECRET' };
  return createOctopusClient({ url: 'http://octopus', auth, fetch: answers, retries: 0, requestsPerMinute: 0 });
}

function problem(status: number, ErrorMessage: string): () => Promise<Response> {
  return async () => Response.json({ ErrorMessage, Errors: [] }, { status });
}

const refused = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }));

it.each([
  ['a server that is away', refused, 69, /no answer from http:\/\/octopus .*ECONNREFUSED/],
  ['a wrong key', problem(401, 'Log in.'), 4, /does not accept the key in OCTOPUS_API_KEY: Log in\./],
  ['a missing permission', problem(403, 'You lack SpaceView.'), 4, /GET \/api\/spaces\/all\): You lack SpaceView\./],
  ['a server that fails', problem(500, 'Out of order.'), 1, /failed: Out of order\./],
])('says what %s means, without the key', async (_what, answers, exit, text) => {
  const error = await clientThat(answers)
    .api.GET('/api/spaces/all')
    .catch((thrown: unknown) => thrown);

  const trouble = troubleOf(error);

  expect(trouble?.exit).toBe(exit);
  expect(trouble?.text).toMatch(text);
  expect(trouble?.text).not.toContain('SECRET');
});

it("leaves errors alone that are not the server's", () => {
  expect(troubleOf(new Error('a bug'))).toBeUndefined();
});
