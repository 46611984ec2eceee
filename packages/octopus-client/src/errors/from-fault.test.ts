import { expect, it } from 'vitest';
import { errorFromFault } from './from-fault.ts';

const told = (cause: unknown) =>
  errorFromFault({ operation: 'GET /api', url: 'http://octopus.test/api', cause, redact: (text) => text });

it.each([
  ['the system’s code', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [
    'the innermost reason where there is no code',
    new TypeError('fetch failed', { cause: new Error('bad port') }),
    'bad port',
  ],
  ['what there is', new TypeError('fetch failed'), 'fetch failed'],
  ['anything thrown', 'gone', 'gone'],
])('a failed connection is told by %s', (_, cause, words) => {
  expect(told(cause).message).toBe(`GET /api: no answer from http://octopus.test (${words})`);
});

it('a request that met nobody was not sent; of any other nobody knows', () => {
  expect(told(Object.assign(new Error(), { code: 'ENOTFOUND' })).outcome).toBe('not-sent');
  expect(told(Object.assign(new Error(), { code: 'ECONNRESET' })).outcome).toBe('unknown');
});
