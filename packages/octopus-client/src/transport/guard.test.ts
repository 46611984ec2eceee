import { describe, expect, it } from 'vitest';
import { OctopusUnreachableError } from '../errors/octopus-error.ts';
import { connectionFault, fakeServer, rejection } from '../testing/fake-server.ts';

describe('`onRequest`', () => {
  it('is waited for before each attempt, and what it throws keeps that one from being sent', async () => {
    const allowed = [true, true, false];
    const { client, requests } = fakeServer(() => connectionFault('ECONNRESET'), {
      async onRequest() {
        await Promise.resolve();
        if (!allowed.shift()) throw new Error('not any more');
      },
    });

    expect(await rejection(client.api.GET('/api'))).toEqual(new Error('not any more'));
    expect(requests).toHaveLength(2);
  });

  it('is not asked again when it throws an error of another request: that is passed on as it is', async () => {
    const fault = { message: 'lease: no answer', operation: 'GET /lease', outcome: 'not-sent' } as const;
    const reason = new OctopusUnreachableError(fault);
    let asked = 0;
    const { client, requests } = fakeServer(() => ({}), {
      onRequest() {
        asked += 1;
        throw reason;
      },
    });

    expect(await rejection(client.api.GET('/api'))).toBe(reason);
    expect(reason).toMatchObject({ operation: 'GET /lease', outcome: 'not-sent', correlationId: undefined });
    expect([asked, requests.length]).toEqual([1, 0]);
  });

  it('is no longer waited for when the caller gives up', async () => {
    const abort = new AbortController();
    const { client, requests } = fakeServer(() => ({}), { onRequest: () => new Promise(() => {}) });

    const call = rejection(client.api.GET('/api', { signal: abort.signal }));
    await Promise.resolve();
    abort.abort('enough');

    expect(await call).toBe('enough');
    expect(requests).toHaveLength(0);
  });
});
