import { describe, expect, it } from 'vitest';
import { fakeServer, type Handler, rejection } from '../testing/fake-server.ts';
import { createSteppedClock, type SteppedClock } from '../testing/stepped-clock.ts';

const busy: Handler = () => new Response('', { status: 503 });
const silent: Handler = () => new Promise(() => {});

async function endOf(promise: Promise<unknown>, clock: SteppedClock): Promise<{ error: unknown; afterMs: number }> {
  const start = clock.now();
  const ended = rejection(promise).then((error) => ({ error, afterMs: clock.now() - start }));
  await clock.runOut();
  return ended;
}

describe('the time for a request as a whole', () => {
  it('ends an attempt that is under way: nobody knows what became of it', async () => {
    const clock = createSteppedClock();
    const { client } = fakeServer(silent, { clock, deadlineMs: 3000 });

    const call = client.api.POST('/api/tasks/{id}/cancel', { params: { path: { id: 'ServerTasks-1' } } });
    const { error, afterMs } = await endOf(call, clock);

    expect(afterMs).toBe(3000);
    expect(error).toMatchObject({
      code: 'unreachable',
      outcome: 'unknown',
      attempts: 1,
      message: 'POST /api/tasks/{id}/cancel: no answer within 3000 ms in all (sent once)',
    });
    expect(clock.running()).toBe(0);
  });

  it('counts all attempts together', async () => {
    const clock = createSteppedClock();
    const { client, requests } = fakeServer(silent, { clock, timeoutMs: 1000, deadlineMs: 4000 });

    const { error, afterMs } = await endOf(client.api.GET('/api'), clock);

    expect(afterMs).toBe(4000);
    expect(error).toMatchObject({ code: 'unreachable', attempts: 3, cause: { code: 'unreachable' } });
    expect(requests).toHaveLength(3);
  });

  it('does not begin a wait that it cannot end: what the server said is told at once', async () => {
    const clock = createSteppedClock();
    const { client, requests } = fakeServer(busy, { clock, deadlineMs: 1400 });

    const { error, afterMs } = await endOf(client.api.GET('/api'), clock);

    expect(afterMs).toBe(500);
    expect(error).toMatchObject({ code: 'server-error', status: 503, attempts: 2 });
    expect(requests).toHaveLength(2);
  });

  it('ends a wait for the budget, and says that nothing was sent', async () => {
    const clock = createSteppedClock();
    const { client, requests } = fakeServer(() => ({}), { clock, requestsPerMinute: 1, deadlineMs: 5000 });
    await client.api.GET('/api');

    const { error, afterMs } = await endOf(client.api.GET('/api'), clock);

    expect(afterMs).toBe(5000);
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringContaining('not sent') });
    expect(requests).toHaveLength(1);
    expect(clock.running()).toBe(0);
  });

  it('can be another for one call, and so can the time of an attempt', async () => {
    const clock = createSteppedClock();
    const { client } = fakeServer(silent, { clock, retries: 0 });

    expect(await endOf(client.api.GET('/api', { timeoutMs: 70 }), clock)).toMatchObject({ afterMs: 70 });
    expect(await endOf(client.api.GET('/api', { deadlineMs: 80 }), clock)).toMatchObject({ afterMs: 80 });
  });

  it("leaves the caller's own abort as it is", async () => {
    const clock = createSteppedClock();
    const abort = new AbortController();
    const { client } = fakeServer(busy, { clock, deadlineMs: 60_000 });

    const call = rejection(client.api.GET('/api', { signal: abort.signal }));
    await clock.run(100);
    abort.abort('enough');

    expect(await call).toBe('enough');
    expect(clock.running()).toBe(0);
  });
});
