import { generateKeyPairSync, sign } from 'node:crypto';
import { createOctopusClient, githubActionsAuth, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, virtualClock } from '@octotrain/octopus-emulator';
import { describe, expect, it } from 'vitest';

const issuer = 'https://token.actions.example';
const subject = 'repo:finpay/payments:environment:production';
const url = 'http://octopus.invalid';

/** GitHub's part: keys that it publishes, and ID tokens for jobs. */
const github = (() => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const documents: Readonly<Record<string, unknown>> = {
    [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/keys` },
    [`${issuer}/keys`]: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }] },
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    publish: async (input: string | URL | Request) => Response.json(documents[String(input)]),
    idToken(audience: string | null, nowMs: number): string {
      const iat = nowMs / 1000;
      const claims = { iss: issuer, sub: subject, aud: audience, iat, nbf: iat, exp: iat + 300 };
      const signed = `${part({ alg: 'RS256', kid: 'key-1' })}.${part(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
})();

/** A job whose network leads to GitHub and to the server, in a time that is moved. */
async function jobOf(options: { readonly subject: string }) {
  const clock = virtualClock(Date.parse('2026-01-02T09:00:00Z'));
  const emulator = await createEmulator({ clock, issuerFetch: github.publish });
  const admin = clientOf(emulator, { apiKey: emulator.administratorKey });
  const account = { Username: 'deployer', DisplayName: 'Deployer', IsService: true };
  const { data: user } = await admin.api.POST('/api/users', { body: account });
  const identities = { params: { path: { serviceAccountId: user.Id } } };
  await admin.api.POST('/api/serviceaccounts/{serviceAccountId}/oidcidentities/create/v1', {
    ...identities,
    body: { Name: 'CI', Issuer: issuer, Subject: options.subject },
  });
  const { data: list } = await admin.api.GET('/api/serviceaccounts/{serviceAccountId}/oidcidentities/v1', identities);
  const asked: string[] = [];
  const env = {
    GITHUB_ACTIONS: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/request?job=7`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'job-secret',
  };
  const auth = githubActionsAuth({ serviceAccountId: list.ExternalId, env });
  const client = createOctopusClient({
    url,
    auth,
    clock: { now: clock.now, sleep: async () => undefined },
    fetch(request) {
      const { origin, pathname, searchParams } = new URL(request.url);
      asked.push(pathname);
      if (origin !== issuer) return emulator.fetch(request);
      return Response.json({ value: github.idToken(searchParams.get('audience'), clock.now()) });
    },
  });
  return { client, clock, asked, emulator };
}

function clientOf(emulator: Emulator, auth: { apiKey: string }): OctopusClient {
  return createOctopusClient({ url, auth, requestsPerMinute: 0, fetch: (request) => emulator.fetch(request) });
}

describe('a job of GitHub Actions without any key', () => {
  it('is the service account whose identity it has, for longer than a token lasts', async () => {
    const { client, clock, asked, emulator } = await jobOf({ subject });

    for (let hours = 0; hours < 3; hours++) {
      expect((await client.api.GET('/api/users/me')).data.Username).toBe('deployer');
      clock.advance(3_600_000);
    }

    expect(asked.filter((path) => path === '/api/token/v1')).toHaveLength(3);
    await emulator.close();
  });

  it('is told what the server has against it', async () => {
    const { client, emulator } = await jobOf({ subject: 'repo:finpay/other:*' });

    await expect(client.api.GET('/api/users/me')).rejects.toMatchObject({
      code: 'auth',
      outcome: 'not-sent',
      message: expect.stringContaining('POST /api/token/v1 was answered with 400: '),
      hint: expect.stringContaining('OIDC identities'),
    });
    await emulator.close();
  });
});
