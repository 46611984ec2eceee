import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { createRequestBudget, sharedBudget } from './request-budget.ts';

describe('the request budget', () => {
  it('lets a minute of requests go at once, then spaces them evenly', async () => {
    const clock = createVirtualClock();
    const budget = createRequestBudget(180, clock);

    for (let i = 0; i < 182; i++) await budget.take();

    expect(clock.slept).toHaveLength(2);
    expect(clock.slept.every((ms) => Math.abs(ms - 1000 / 3) < 2)).toBe(true);
  });

  it('never lets more than burst and refill pass, whatever the gaps', async () => {
    const clock = createVirtualClock();
    const budget = createRequestBudget(60, clock);
    const start = clock.now();
    const times: number[] = [];

    for (let i = 0; i < 300; i++) {
      if (i % 37 === 0) clock.advance(i * 11);
      await budget.take();
      times.push(clock.now() - start);
    }

    for (const [index, time] of times.entries()) expect(index + 1).toBeLessThanOrEqual(60 + time / 1000 + 1e-6);
  });

  it('fills up while nothing is asked, but not over the brim', async () => {
    const clock = createVirtualClock();
    const budget = createRequestBudget(10, clock);
    for (let i = 0; i < 10; i++) await budget.take();

    clock.advance(3_600_000);
    for (let i = 0; i < 11; i++) await budget.take();

    expect(clock.slept).toHaveLength(1);
  });

  it('queues those who wait side by side behind each other', async () => {
    const waits: number[] = [];
    const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
    const budget = createRequestBudget(60, clock);
    for (let i = 0; i < 60; i++) await budget.take();

    await Promise.all([budget.take(), budget.take(), budget.take()]);

    expect(waits).toEqual([1000, 2000, 3000]);
  });

  it('makes everyone wait when the server says so', async () => {
    const clock = createVirtualClock();
    const budget = createRequestBudget(60, clock);

    budget.hold(5000);
    await budget.take();
    await budget.take();

    expect(clock.slept).toEqual([5000]);
  });

  it('gives back the place of a wait that was aborted', async () => {
    const waits: number[] = [];
    const clock = {
      now: () => 0,
      sleep: async (ms: number, signal?: AbortSignal) => {
        waits.push(ms);
        if (signal) throw new Error('aborted');
      },
    };
    const budget = createRequestBudget(60, clock);
    for (let i = 0; i < 60; i++) await budget.take();

    await expect(budget.take(new AbortController().signal)).rejects.toThrow('aborted');
    await budget.take();

    expect(waits).toEqual([1000, 1000]);
  });

  it('is one for all clients of a server, whatever the path, and keeps to the lowest rate', async () => {
    const clock = createVirtualClock();
    const first = sharedBudget('http://octopus.test/a', 180, clock);
    const second = sharedBudget('http://octopus.test/b/', 2, clock);

    await first?.take();
    await second?.take();
    await first?.take();

    expect(second).toBe(first);
    expect(clock.slept).toEqual([30_000]);
  });

  it('does not exist for a rate of 0, and is another for another server', () => {
    const clock = createVirtualClock();

    expect(sharedBudget('http://octopus.test', 0, clock)).toBeUndefined();
    expect(sharedBudget('http://octopus.test', 9, clock)).not.toBe(sharedBudget('http://other.test', 9, clock));
  });
});
