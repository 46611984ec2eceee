import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CredentialError } from '../errors/from-credential.ts';
import { fakeServer, rejection } from '../testing/fake-server.ts';
import { signingServer } from '../testing/signing-server.ts';
import type { Credential, CredentialContext } from './credential.ts';

const cancel = { params: { path: { id: 'ServerTasks-1' } } };

/** A source that gives one after the other, and what it was asked with. */
function sourceOf(...given: (Credential | Error)[]) {
  const asked: CredentialContext[] = [];
  function source(context: CredentialContext): Credential {
    asked.push(context);
    const next = given.length > 1 ? given.shift() : given[0];
    if (next instanceof Error || next === undefined) throw next;
    return next;
  }
  return { source, asked };
}

describe('what a request is signed with', () => {
  it('is a key or a token, without the line break that it was copied with', async () => {
    const key = signingServer({ apiKey: 'API-ONE\n' });
    const token = signingServer({ accessToken: 'ey.one' });
    key.accept('API-ONE');
    token.accept('Bearer ey.one');

    await key.client.api.GET('/api/users/me');
    await token.client.api.GET('/api/users/me');

    expect(token.requests[0]?.headers.has('x-octopus-apikey')).toBe(false);
  });

  it.each([
    [{ apiKey: 'API-ONE\nAPI-TWO' }, 'API key'],
    [{ accessToken: 'ey one' }, 'access token'],
  ])('is refused, without repeating it, when no header can carry it: %j', (auth, what) => {
    const error = (() => {
      try {
        return signingServer(auth);
      } catch (thrown) {
        return thrown;
      }
    })();

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(`the ${what} has a character that no header can carry`);
    expect(inspect(error)).not.toMatch(/API-ONE|ey one/);
  });

  it('is asked for once by all who wait, and kept', async () => {
    const { source, asked } = sourceOf({ apiKey: 'API-ONE' });
    const { client, accept } = signingServer(source);
    accept('API-ONE');

    await Promise.all([client.api.GET('/api/users/me'), client.api.GET('/api/users/me')]);
    await client.api.GET('/api/users/me');

    expect(asked).toHaveLength(1);
  });
});

describe('a credential that the server refuses', () => {
  it('is read again once, and a POST goes again too: nothing was processed', async () => {
    const { source, asked } = sourceOf({ apiKey: 'API-OLD' }, { apiKey: 'API-NEW' });
    const { client, signatures, accept } = signingServer(source);
    accept('API-NEW');

    await client.api.POST('/api/tasks/{id}/cancel', cancel);

    expect(signatures()).toEqual(['API-OLD', 'API-NEW']);
    expect(asked.map(({ rejected }) => rejected)).toEqual([undefined, { apiKey: 'API-OLD' }]);
  });

  it('is read again by one of all who were refused', async () => {
    const { source, asked } = sourceOf({ apiKey: 'API-OLD' }, { apiKey: 'API-NEW' });
    const { client, accept } = signingServer(source);
    accept('API-NEW');

    await Promise.all([1, 2, 3, 4].map(() => client.api.GET('/api/users/me')));

    expect(asked).toHaveLength(2);
  });

  it('is what the caller hears of when there is no other', async () => {
    const { source, asked } = sourceOf({ apiKey: 'API-OLD' });
    const { client, signatures } = signingServer(source);

    const error = await rejection(client.api.GET('/api/users/me'));

    expect(error).toMatchObject({ code: 'auth', status: 401, attempts: 1, errorMessage: '[secret] is not valid.' });
    expect(signatures()).toEqual(['API-OLD']);
    expect(asked).toHaveLength(2);
  });

  it('is not read a third time for one request', async () => {
    const { source, asked } = sourceOf({ apiKey: 'API-A' }, { apiKey: 'API-B' }, { apiKey: 'API-C' });
    const { client, signatures } = signingServer(source);

    expect(await rejection(client.api.GET('/api/users/me'))).toMatchObject({ code: 'auth', attempts: 2 });
    expect(signatures()).toEqual(['API-A', 'API-B']);
    expect(asked).toHaveLength(2);
  });

  it('stays refused when it was given for good', async () => {
    const { client, signatures } = signingServer({ apiKey: 'API-OLD' });

    expect(await rejection(client.api.GET('/api/users/me'))).toMatchObject({ code: 'auth' });
    expect(signatures()).toEqual(['API-OLD']);
  });
});

describe('a credential that expires', () => {
  it('is replaced a minute before', async () => {
    const start = Date.UTC(2026, 0, 1);
    const first = { accessToken: 'one', expiresAtMs: start + 3_600_000 };
    const { source, asked } = sourceOf(first, { accessToken: 'two' });
    const { client, signatures, accept, clock } = signingServer(source);
    accept('Bearer one', 'Bearer two');

    await client.api.GET('/api/users/me');
    await clock.run(3_539_000);
    await client.api.GET('/api/users/me');
    await clock.run(1000);
    await client.api.GET('/api/users/me');

    expect(signatures()).toEqual(['Bearer one', 'Bearer one', 'Bearer two']);
    expect(asked).toHaveLength(2);
  });

  it('is used to its end while its source is away, which is asked every ten seconds', async () => {
    const start = Date.UTC(2026, 0, 1);
    const first = { accessToken: 'one', expiresAtMs: start + 3_600_000 };
    const { source, asked } = sourceOf(first, new Error('away'));
    const { client, accept, clock } = signingServer(source);
    accept('Bearer one');
    await client.api.GET('/api/users/me');

    await clock.run(3_541_000);
    for (let i = 0; i < 5; i++) await client.api.GET('/api/users/me');
    expect(asked).toHaveLength(2);
    await clock.run(11_000);
    await client.api.GET('/api/users/me');
    expect(asked).toHaveLength(3);
    await clock.run(60_000);

    expect(await rejection(client.api.GET('/api/users/me'))).toMatchObject({ code: 'auth', outcome: 'not-sent' });
  });
});

describe('a source that has none', () => {
  it('keeps the request from being sent, and says why and what to do, but no secret', async () => {
    const fault = new CredentialError('API-SECRETSECRET is no key', {
      hint: 'Ask Jo.',
      cause: new Error('API-SECRETSECRET'),
    });
    const { client, requests } = signingServer(() => {
      throw fault;
    });

    const error = await rejection(client.api.POST('/api/tasks/{id}/cancel', cancel));

    expect(error).toMatchObject({
      code: 'auth',
      outcome: 'not-sent',
      attempts: 0,
      hint: 'Ask Jo.',
      message: 'POST /api/tasks/{id}/cancel was not sent, there is no credential: [secret] is no key',
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('API-SECRETSECRET');
    expect(requests).toHaveLength(0);
  });

  it('lets go at once of a caller who gives up, and stops when nobody waits', async () => {
    const signals: AbortSignal[] = [];
    const { client } = signingServer(({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const [one, other] = [new AbortController(), new AbortController()];
    const first = rejection(client.api.GET('/api/users/me', { signal: one.signal }));
    const second = rejection(client.api.GET('/api/users/me', { signal: other.signal }));

    one.abort('enough');
    expect(await first).toBe('enough');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    other.abort('enough too');
    expect(await second).toBe('enough too');

    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

it('shows nothing secret when a client is looked at', async () => {
  const { client, accept } = signingServer(() => ({ apiKey: 'API-INSPECTED1' }));
  accept('API-INSPECTED1');
  await client.api.GET('/api/users/me');
  const fixed = fakeServer(() => ({}), { auth: { accessToken: 'eyInspected2' } }).client;

  for (const each of [client, fixed, client.api, fixed.spaces]) {
    const shown = inspect(each, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
    expect(shown + JSON.stringify(each)).not.toMatch(/API-INSPECTED1|eyInspected2/);
  }
});
