import { constants, createPublicKey, verify } from 'node:crypto';
import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { type IdentityProvider, identityProvider, newKeys } from '../testing/identity-provider.ts';
import { newServer } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';
import { parseJwt } from './jwt.ts';

type Schemas = components['schemas'];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-01-02T09:00:00Z');
const issuer = 'https://token.actions.example';
const subject = 'repo:finpay/payments:environment:production';
// Making keys takes a while: one provider serves all tests, it keeps nothing.
const provider = identityProvider(issuer);
const strangersKey = newKeys().privateKey;

/** A server with a service account that has one identity, and the id that tokens are made for. */
async function withAccount(more: { Subject?: string; Audience?: string } = {}) {
  const clock = virtualClock(START);
  const server = await newServer({ clock, issuerFetch: provider.fetch });
  const account = await server.admin.post('/api/users', { Username: 'deployer', DisplayName: 'D', IsService: true });
  const path = `/api/serviceaccounts/${account.body.Id}/oidcidentities`;
  await server.admin.post(`${path}/create/v1`, { Name: 'CI', Issuer: issuer, Subject: subject, ...more });
  const list = await server.admin.get<Schemas['OidcIdentityList']>(`${path}/v1`);
  return { ...server, clock, path, accountId: account.body.Id, audience: list.body.ExternalId };
}

function claimsAt(clock: VirtualClock, aud: string) {
  const now = clock.now() / 1_000;
  return { sub: subject, aud, iat: now, nbf: now, exp: now + 300 };
}

async function exchange(emulator: Emulator, audience: string, subject_token: string, more: object = {}) {
  const response = await emulator.fetch(
    new Request('http://octopus/api/token/v1', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        audience,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token,
        ...more,
      }),
    }),
  );
  // Each test says which of both it expects.
  return { status: response.status, body: await json<Schemas['AccessToken'] & Schemas['TokenProblem']>(response) };
}

/** The test says what it looks for, and fails when it is not there. */
async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function whoIs(emulator: Emulator, token: string) {
  const headers = { Authorization: `Bearer ${token}`, 'X-Octopus-ApiKey': '' };
  const response = await emulator.fetch(new Request('http://octopus/api/users/me', { headers }));
  const body = await json<{ Username?: string }>(response);
  return { status: response.status, username: body.Username };
}

describe('a token of an identity provider', () => {
  it('is exchanged for an access token that holds for an hour', async () => {
    const { emulator, clock, audience } = await withAccount();

    const { status, body } = await exchange(emulator, audience, provider.token(claimsAt(clock, audience)));

    expect(status).toBe(200);
    expect(deviations('AccessToken', body)).toEqual([]);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
    expect(await whoIs(emulator, body.access_token)).toEqual({ status: 200, username: 'deployer' });
    clock.advance(HOUR_MS - 1_000);
    expect((await whoIs(emulator, body.access_token)).status).toBe(200);
    clock.advance(120_000);
    expect((await whoIs(emulator, body.access_token)).status).toBe(401);
  });

  it('may be sent as a form, and be for several audiences', async () => {
    const { emulator, clock, audience } = await withAccount();
    const claims = { ...claimsAt(clock, audience), aud: ['somebody else', audience] };
    const form = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      subject_token: provider.token(claims),
    });

    const response = await emulator.fetch(new Request('http://octopus/api/token/v1', { method: 'POST', body: form }));

    expect(response.status).toBe(200);
  });

  it('fits an identity by pattern and by an audience of its own', async () => {
    const { emulator, clock, audience } = await withAccount({
      Subject: 'repo:finpay/*:environment:?roduction',
      Audience: 'octopus',
    });

    const own = await exchange(emulator, audience, provider.token(claimsAt(clock, 'octopus')));
    const usual = await exchange(emulator, audience, provider.token(claimsAt(clock, audience)));

    expect([own.status, usual.status]).toEqual([200, 400]);
  });

  it.each<[string, (tools: { provider: IdentityProvider; claims: Record<string, unknown> }) => string, string]>([
    [
      'another subject',
      ({ claims }) => provider.token({ ...claims, sub: 'repo:evil/payments' }),
      "no identity for the subject 'repo:evil/payments'",
    ],
    [
      'another audience',
      ({ claims }) => provider.token({ ...claims, aud: 'somebody' }),
      "The token is made for 'somebody', not for the service account.",
    ],
    [
      'another issuer',
      ({ claims }) => provider.token({ ...claims, iss: 'https://evil.example' }),
      "no identity of the issuer 'https://evil.example'",
    ],
    [
      'a signature of somebody else',
      ({ claims }) => provider.token(claims, { key: strangersKey }),
      'The signature of the token is wrong.',
    ],
    [
      'a key that the issuer does not publish',
      ({ claims }) => provider.token(claims, { header: { kid: 'key-2' } }),
      `The issuer '${issuer}' has no key 'key-2'.`,
    ],
    [
      'no signature to speak of',
      ({ claims }) => provider.token(claims, { header: { alg: 'none' } }),
      'The emulator verifies RS256 only, the token is signed with none.',
    ],
    [
      'an end that has passed',
      ({ claims }) => provider.token({ ...claims, exp: START / 1_000 - 61 }),
      'The token has expired.',
    ],
    ['no end', ({ claims: { exp: _, ...claims } }) => provider.token(claims), 'The token says no time to end: exp.'],
    ['no form', () => 'nonsense', 'subject_token is not a JSON Web Token.'],
  ])('with %s is refused', async (_, token, problem) => {
    const { emulator, clock, audience } = await withAccount();

    const { status, body } = await exchange(emulator, audience, token({ provider, claims: claimsAt(clock, audience) }));

    expect([status, body.error]).toEqual([400, 'invalid_request']);
    expect(body.error_description).toContain(problem);
    expect(deviations('TokenProblem', body)).toEqual([]);
  });

  it('is refused where the request is not one of its kind, or the account may not log in', async () => {
    const { emulator, admin, clock, audience, accountId } = await withAccount();
    const token = provider.token(claimsAt(clock, audience));
    const why = async (more: object) => (await exchange(emulator, audience, token, more)).body.error_description;

    expect(await why({ grant_type: 'password' })).toContain('grant_type must be');
    expect(await why({ subject_token: '' })).toBe('subject_token is missing.');
    expect(await why({ audience: 'nobody' })).toBe("No service account has the id 'nobody'.");
    const account = (await admin.get(`/api/users/${accountId}`)).body;
    await admin.put(`/api/users/${accountId}`, { ...account, IsActive: false });
    expect(await why({})).toBe(`No service account has the id '${audience}'.`);
  });

  it('is refused while its issuer cannot be reached', async () => {
    const { emulator, admin, clock, audience, path } = await withAccount();
    await admin.post(`${path}/create/v1`, { Name: 'Away', Issuer: 'https://away.example', Subject: '*' });
    const token = provider.token({ ...claimsAt(clock, audience), iss: 'https://away.example' });

    const { body } = await exchange(emulator, audience, token);

    expect(body.error_description).toBe('https://away.example/.well-known/openid-configuration could not be read.');
  });
});

describe('access tokens', () => {
  it('can be verified by everybody with the published keys', async () => {
    const { emulator, clock, audience } = await withAccount();
    const { body } = await exchange(emulator, audience, provider.token(claimsAt(clock, audience)));
    const read = (address: string) => emulator.fetch(new Request(new URL(address, 'http://octopus')));
    const configuration = await json<Schemas['OpenIdConfiguration']>(await read('/.well-known/openid-configuration'));
    const { keys } = await json<Schemas['JsonWebKeySet']>(await read(configuration.jwks_uri));

    const jwt = parseJwt(body.access_token);
    const key = keys.find(({ kid }) => kid === jwt?.header.kid);

    expect(deviations('OpenIdConfiguration', configuration)).toEqual([]);
    expect(deviations('JsonWebKeySet', { keys })).toEqual([]);
    expect(jwt?.header.alg).toBe('PS256');
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    expect(
      verify('sha256', jwt?.signed ?? Buffer.of(), { key: publicKey, ...padding }, jwt?.signature ?? Buffer.of()),
    ).toBe(true);
  });

  it('are signed with a new key after 90 days, while the old one is still published', async () => {
    const { emulator, clock, audience } = await withAccount();
    const published = async () => {
      const answer = await emulator.fetch(new Request('http://octopus/.well-known/jwks'));
      return (await json<Schemas['JsonWebKeySet']>(answer)).keys.length;
    };
    const ask = () => exchange(emulator, audience, provider.token(claimsAt(clock, audience)));
    await ask();
    clock.advance(91 * DAY_MS);
    await ask();

    expect(await published()).toBe(2);
    clock.advance(90 * DAY_MS);
    expect(await published()).toBe(1);
  });

  it('outlive a restart, and end with the account', async () => {
    const { emulator, admin, clock, audience, accountId } = await withAccount();
    const { body } = await exchange(emulator, audience, provider.token(claimsAt(clock, audience)));
    const after = await createEmulator({ clock, state: emulator.snapshot() });

    expect(await whoIs(after, body.access_token)).toEqual({ status: 200, username: 'deployer' });
    await admin.remove(`/api/users/${accountId}`);
    expect((await whoIs(emulator, body.access_token)).status).toBe(401);
  });

  it('that were changed or made by others open nothing', async () => {
    const { emulator, clock, audience } = await withAccount();
    const { body } = await exchange(emulator, audience, provider.token(claimsAt(clock, audience)));
    const [head, claims, signature] = body.access_token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...parseJwt(body.access_token)?.claims, sub: 'Users-1' })).toString(
      'base64url',
    );

    for (const token of [`${head}.${forged}.${signature}`, `${head}.${claims}.`, provider.token({ sub: 'Users-1' })]) {
      expect((await whoIs(emulator, token)).status).toBe(401);
    }
  });
});

it('refuses what is no JSON in the form of its other refusals', async () => {
  const { emulator } = await newServer();
  const headers = { 'content-type': 'application/json' };

  const response = await emulator.fetch(
    new Request('http://octopus/api/token/v1', { method: 'POST', headers, body: '\u0000' }),
  );

  expect([response.status, await response.json()]).toEqual([
    400,
    { error: 'invalid_request', error_description: expect.stringContaining('not JSON') },
  ]);
});
