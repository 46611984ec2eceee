import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../testing/fake-server.ts';
import { connectionFault, rejection } from '../testing/fake-server.ts';
import { type SigningServer, signingServer } from '../testing/signing-server.ts';
import { githubActionsAuth } from './github-actions.ts';

const env = {
  GITHUB_ACTIONS: 'true',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://actions.test/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-secret',
};
const serviceAccountId = '7f9c7f2e-0000-4000-8000-00000000abcd';

interface World {
  readonly discovery?: unknown;
  readonly idToken?: unknown;
  readonly exchange?: () => unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** GitHub and the server in one; each exchange gives another token. */
function world(options: World = {}): SigningServer & { exchanges: Asked[] } {
  const exchanges: Asked[] = [];
  const { discovery = new Response('', { status: 404 }), idToken = { value: 'id-secret' } } = options;
  const server = signingServer(githubActionsAuth({ serviceAccountId, env: options.env ?? env }), {
    url: 'http://octopus.test/x',
    others(asked) {
      if (asked.path === '/token') return idToken;
      if (asked.path === '/x/.well-known/openid-configuration') return discovery;
      if (!asked.path.endsWith('/v1')) return { Id: 'Users-1' };
      exchanges.push(asked);
      const given = { access_token: `access-secret-${exchanges.length}`, token_type: 'Bearer', expires_in: 3600 };
      return options.exchange?.() ?? given;
    },
  });
  return { ...server, exchanges };
}

const me = ({ client }: SigningServer) => client.api.GET('/api/users/me');
const signed = ({ requests }: SigningServer) =>
  requests.filter(({ path }) => path === '/x/api/users/me').map(({ headers }) => headers.get('authorization'));

describe('a job of GitHub Actions', () => {
  it('exchanges its ID token for an access token of the service account', async () => {
    const server = world();

    await me(server);

    const [asked] = server.requests;
    expect(asked?.query).toEqual({ 'api-version': '2.0', audience: serviceAccountId });
    expect(asked?.headers.get('authorization')).toBe('Bearer request-secret');
    expect(
      server.exchanges.map(({ path, body, headers }) => ({ path, body, key: headers.get('authorization') })),
    ).toEqual([
      {
        path: '/x/api/token/v1',
        key: null,
        body: {
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          audience: serviceAccountId,
          subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
          subject_token: 'id-secret',
        },
      },
    ]);
    expect(signed(server)).toEqual(['Bearer access-secret-1']);
  });

  it('asks again before the token expires, once for all who ask meanwhile', async () => {
    const server = world();
    await Promise.all([me(server), me(server)]);

    await server.clock.run(3_541_000);
    await Promise.all([me(server), me(server), me(server)]);

    expect(server.exchanges).toHaveLength(2);
    expect(signed(server)).toEqual([
      ...Array(2).fill('Bearer access-secret-1'),
      ...Array(3).fill('Bearer access-secret-2'),
    ]);
  });

  it('goes where the discovery document of the server says, and remembers it', async () => {
    const server = world({ discovery: { token_endpoint: 'http://octopus.test/elsewhere/v1' } });
    await me(server);
    await server.clock.run(3_600_000);
    await me(server);

    expect(server.exchanges.map(({ path }) => path)).toEqual(['/elsewhere/v1', '/elsewhere/v1']);
    expect(server.requests.filter(({ path }) => path.endsWith('openid-configuration'))).toHaveLength(1);
  });

  it('does not carry its ID token to another server', async () => {
    const server = world({ discovery: { token_endpoint: 'http://other.test/token/v1' } });

    expect(await rejection(me(server))).toMatchObject({
      code: 'auth',
      message: expect.stringContaining('the server names a token endpoint at http://other.test'),
      hint: expect.stringContaining('http://other.test/token/v1'),
    });
    expect(server.exchanges).toHaveLength(0);
  });

  it.each<[string, World, string, string]>([
    ['it is none', { env: {} }, 'this is not a job of GitHub Actions', 'Use an API key'],
    [
      'it may not ask for an ID token',
      { env: { GITHUB_ACTIONS: 'true' } },
      'may not ask for an ID token',
      '`permissions: id-token: write`',
    ],
    [
      'GitHub refuses',
      { idToken: new Response('', { status: 403 }) },
      'GET the ID token of the GitHub Actions job was answered with 403',
      'status of GitHub Actions',
    ],
    ['GitHub has none', { idToken: {} }, 'GitHub Actions answered without an ID token', 'where the key or token comes'],
    [
      'the server refuses',
      {
        exchange: () =>
          Response.json(
            { error: 'invalid_request', error_description: 'No identity has the subject of id-secret.' },
            { status: 400 },
          ),
      },
      'POST /x/api/token/v1 was answered with 400: No identity has the subject of [secret].',
      "the service account's OIDC identities",
    ],
    [
      'the server answers without a token',
      { exchange: () => ({}) },
      'POST /x/api/token/v1 was answered without an access token',
      'where the key or token comes',
    ],
  ])('is told so when %s', async (_, given, message, hint) => {
    const server = world(given);

    const error = await rejection(me(server));

    expect(error).toMatchObject({
      code: 'auth',
      outcome: 'not-sent',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
    expect(inspect(error, { depth: 9 })).not.toMatch(/id-secret|request-secret|access-secret/);
    expect(signed(server)).toEqual([]);
  });

  it('tries again as a whole when the exchange was only out of reach', async () => {
    const answers = [new Response('', { status: 503 }), connectionFault('ECONNRESET'), undefined];
    const server = world({ exchange: () => answers.shift() });

    const call = server.client.api.POST('/api/tasks/{id}/cancel', { params: { path: { id: 'ServerTasks-1' } } });
    await server.clock.runOut();
    await call;

    expect(server.exchanges).toHaveLength(3);
    expect(server.requests.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1);
  });
});
