import { describe, expect, it } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { createSteppedClock } from '../testing/stepped-clock.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { sharedBudget } from './shared-budget.ts';

const all = { requestsPerMinute: 180, burstLimit: 180 };
const none = { requestsPerMinute: 0, burstLimit: 0 };

describe('the budget of a server', () => {
  it('is one for all clients, whatever the path, and keeps to the lowest rate', async () => {
    const clock = createVirtualClock();
    const first = sharedBudget('http://octopus.test/a', all, clock);
    const second = sharedBudget('http://octopus.test/b/', { requestsPerMinute: 2, burstLimit: 2 }, clock);

    await first.take();
    await second.take();
    await first.take();

    expect(second).toBe(first);
    expect(clock.slept).toEqual([30_000]);
  });

  it('is another one for another server, and for who has another clock', () => {
    const clock = createVirtualClock();
    const budget = sharedBudget('http://octopus.test', all, clock);

    expect(sharedBudget('http://other.test', all, clock)).not.toBe(budget);
    expect(sharedBudget('http://octopus.test', all, createVirtualClock())).not.toBe(budget);
  });

  it('does not slow down who asks without limit, until the server wants a pause', async () => {
    const clock = createVirtualClock();
    const limited = sharedBudget('http://octopus.test', all, clock);
    const unlimited = sharedBudget('http://octopus.test', none, clock);

    for (let i = 0; i < 1000; i++) await unlimited.take();
    expect(clock.slept).toEqual([]);
    limited.hold(3000);
    await unlimited.take();

    expect(clock.slept).toEqual([3000]);
  });

  it('pauses every call of every client when one is told 429', async () => {
    const clock = createSteppedClock();
    const start = clock.now();
    const times: number[] = [];
    const answers = [new Response('', { status: 429, headers: { 'retry-after': '20' } })];
    const options = { clock, url: 'http://shared.test' };
    const handler = () => {
      times.push(clock.now() - start);
      return answers.shift() ?? {};
    };
    const one = fakeServer(handler, options).client;
    const other = fakeServer(handler, options).client;

    const calls: Promise<unknown>[] = [one.api.GET('/api')];
    await clock.run(100);
    calls.push(one.api.GET('/api'), other.api.GET('/api/users/me'));
    await clock.runOut();
    await Promise.all(calls);

    expect(times).toEqual([0, 20_000, 20_000, 20_000]);
  });

  it.each([
    ['a pause that is too long to wait for', '3600', [0, 0]],
    ['nothing said of a pause: each answer makes its own', undefined, [0, 0, 500, 1500]],
  ])('after 429 with %s', async (_, header, expected) => {
    const clock = createSteppedClock();
    const start = clock.now();
    const times: number[] = [];
    const { client } = fakeServer(
      () => {
        times.push(clock.now() - start);
        return new Response('', { status: 429, ...(header ? { headers: { 'retry-after': header } } : {}) });
      },
      { clock, retries: 1 },
    );

    const ended = Promise.allSettled([client.api.GET('/api'), client.api.GET('/api')]);
    await clock.runOut();
    await ended;

    expect(times).toEqual(expected);
  });
});
