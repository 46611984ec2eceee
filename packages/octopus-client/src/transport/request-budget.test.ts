import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { rejection } from '../testing/fake-server.ts';
import { createSteppedClock } from '../testing/stepped-clock.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { createRequestBudget, type RequestBudget } from './request-budget.ts';
import { createSteadyTime } from './steady-time.ts';

function budgetOf(requestsPerMinute: number, clock: Clock, burstLimit = requestsPerMinute): RequestBudget {
  return createRequestBudget({ requestsPerMinute, burstLimit }, { time: createSteadyTime(clock), untilMs: 0 });
}

describe('the request budget', () => {
  it('lets a burst go at once, then spaces the rest evenly', async () => {
    const clock = createVirtualClock();
    const budget = budgetOf(180, clock, 20);

    for (let i = 0; i < 22; i++) await budget.take();

    expect(clock.slept).toHaveLength(2);
    expect(clock.slept.every((ms) => Math.abs(ms - 1000 / 3) < 2)).toBe(true);
  });

  it('fills up while nothing is asked, but not over the brim', async () => {
    const clock = createVirtualClock();
    const budget = budgetOf(10, clock);
    for (let i = 0; i < 10; i++) await budget.take();

    clock.advance(3_600_000);
    for (let i = 0; i < 11; i++) await budget.take();

    expect(clock.slept).toHaveLength(1);
  });

  it('lets those who wait side by side go one behind the other, as they came', async () => {
    const clock = createSteppedClock();
    const budget = budgetOf(60, clock, 1);
    const start = clock.now();
    const went: [string, number][] = [];

    for (const name of ['a', 'b', 'c', 'd']) {
      void Promise.resolve(budget.take()).then(() => went.push([name, clock.now() - start]));
    }
    await clock.runOut();

    expect(went).toEqual([
      ['a', 0],
      ['b', 1000],
      ['c', 2000],
      ['d', 3000],
    ]);
  });

  it('makes everyone wait when the server says so, also those who wait already; then they go one by one', async () => {
    const clock = createSteppedClock();
    const budget = budgetOf(60, clock);
    const start = clock.now();
    const went: number[] = [];
    for (let i = 0; i < 60; i++) await budget.take();

    for (let i = 0; i < 3; i++) void budget.take()?.then(() => went.push(clock.now() - start));
    await clock.run(500);
    budget.hold(10_000);
    await clock.runOut();

    expect(went).toEqual([10_500, 11_500, 12_500]);
  });

  it('keeps to the longest of several pauses', async () => {
    const clock = createVirtualClock();
    const budget = budgetOf(0, clock);

    budget.hold(5000);
    budget.hold(2000);
    await budget.take();
    await budget.take();

    expect(clock.slept).toEqual([5000]);
  });

  it('ends an aborted wait at once and gives its place to the next', async () => {
    const clock = createSteppedClock();
    const budget = budgetOf(60, clock, 1);
    const abort = new AbortController();
    const start = clock.now();
    await budget.take();
    const first = Promise.resolve(budget.take(abort.signal));
    const second = Promise.resolve(budget.take());

    abort.abort(new Error('enough'));

    expect(await rejection(first)).toEqual(new Error('enough'));
    await clock.runOut();
    await second;
    expect(clock.now() - start).toBe(1000);
  });

  it('leaves no timer behind when all who waited have gone', async () => {
    const clock = createSteppedClock();
    const budget = budgetOf(1, clock, 1);
    const abort = new AbortController();
    await budget.take();
    const waits = [budget.take(abort.signal), budget.take(abort.signal)].map((wait) =>
      rejection(Promise.resolve(wait)),
    );

    expect(clock.running()).toBe(1);
    abort.abort(new Error('enough'));
    await Promise.all(waits);

    expect(clock.running()).toBe(0);
  });

  it('counts what was slept, whatever the clock says meanwhile', async () => {
    let now = 0;
    const slept: number[] = [];
    // Timers may end early, and somebody may set the clock back.
    const clock = { now: () => now, sleep: async (ms: number) => void slept.push(ms) };
    const budget = budgetOf(60, clock, 1);
    await budget.take();

    now -= 3_600_000;
    await budget.take();
    await budget.take();

    expect(slept).toEqual([1000, 1000]);
  });

  it('tells everybody who waits when the clock fails', async () => {
    const clock = { now: () => 0, sleep: () => Promise.reject(new Error('no more time')) };
    const budget = budgetOf(60, clock, 1);
    await budget.take();

    const waits = [budget.take(), budget.take()].map((wait) => rejection(Promise.resolve(wait)));

    expect(await Promise.all(waits)).toEqual([new Error('no more time'), new Error('no more time')]);
  });
});
