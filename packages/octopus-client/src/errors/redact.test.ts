import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OctopusError } from '../errors/octopus-error.ts';
import { apiKey, fakeServer, rejection } from '../testing/fake-server.ts';
import { createRedact } from './redact.ts';

describe('redaction', () => {
  it.each([
    ['a key', 'key API-ABCDEF0123 here', 'key [secret] here'],
    ['a key in an address', 'http://x.test/api?apikey=abc&take=1', 'http://x.test/api?apikey=[secret]&take=1'],
    ['a token', 'Authorization: Bearer eyJ.a-b_c==', 'Authorization: Bearer [secret]'],
    ['a password in an address', 'http://me:pass@x.test', 'http://[secret]@x.test'],
    ['nothing secret', 'Projects-1 was not found in API', 'Projects-1 was not found in API'],
  ])('hides %s', (_, text, expected) => {
    expect(createRedact([])(text)).toBe(expected);
  });

  it('hides a known secret of any shape, plain and as part of an address', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.lorem(), (secret, words) => {
        const redact = createRedact([secret]);
        const hidden = redact(`${words}|${secret}|${encodeURIComponent(secret)}|`);
        fc.pre(!words.includes(secret) && !'[secret]|'.includes(secret));
        expect(hidden.split('|').slice(1)).not.toContain(secret);
      }),
    );
  });

  it.each([
    [
      'an echoed header',
      () => Response.json({ ErrorMessage: `Key ${apiKey} is bad`, Errors: [apiKey] }, { status: 401 }),
    ],
    ['an echo in a page', () => new Response(`<html>${apiKey}</html>`)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: `/login?apikey=${apiKey}` } })],
    ['a fault', () => new TypeError(`header ${apiKey}`, { cause: new Error(`socket ${apiKey}`) })],
  ])('keeps the key out of every part of an error: %s', async (_, answer) => {
    const { client } = fakeServer(answer, { retries: 0 });

    const error = await rejection(client.api.GET('/api'));

    expect(error).toBeInstanceOf(OctopusError);
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(apiKey);
    expect(JSON.stringify(error)).not.toContain(apiKey);
  });

  it('keeps a key out of the complaint about an address', () => {
    expect(() => fakeServer(() => ({}), { url: `ftp://x.test?apikey=${apiKey}` })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(apiKey) }),
    );
  });
});
