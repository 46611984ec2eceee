import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionFault, fakeServer } from '../testing/fake-server.ts';
import { createSteppedClock } from '../testing/stepped-clock.ts';
import { createRequestBudget } from './request-budget.ts';
import { createSteadyTime } from './steady-time.ts';

/** Something that happens to a budget, some time after the last thing. */
const move = fc.record({
  afterMs: fc.nat(5000),
  what: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ ask: fc.integer({ min: 1, max: 12 }), abortAfterMs: fc.option(fc.nat(4000)) }),
    },
    { weight: 1, arbitrary: fc.record({ holdMs: fc.nat(8000) }) },
  ),
});

describe('the budget, whatever is asked of it', () => {
  it('never lets more through than burst and refill, in any stretch of time, nor anything in a pause', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(move, { maxLength: 30 }),
        async (requestsPerMinute, burstLimit, moves) => {
          const clock = createSteppedClock();
          const start = clock.now();
          const pause = { time: createSteadyTime(clock), untilMs: 0 };
          const budget = createRequestBudget({ requestsPerMinute, burstLimit }, pause);
          const went: number[] = [];
          const waits: Promise<unknown>[] = [];

          function ask(signal: AbortSignal): void {
            const wait = Promise.resolve(budget.take(signal)).then(() => {
              expect(clock.now()).toBeGreaterThanOrEqual(pause.untilMs);
              went.push(clock.now() - start);
            });
            waits.push(wait.catch((error: unknown) => expect(error).toBe('gave up')));
          }

          for (const { afterMs, what } of moves) {
            await clock.run(afterMs);
            if ('holdMs' in what) budget.hold(what.holdMs);
            else {
              const asking = Array.from({ length: what.ask }, () => new AbortController());
              for (const { signal } of asking) ask(signal);
              if (what.abortAfterMs !== null) {
                clock.startTimer(what.abortAfterMs, () => {
                  for (const abort of asking) abort.abort('gave up');
                });
              }
            }
          }
          await clock.runOut();
          await Promise.all(waits);

          expect(clock.running()).toBe(0);
          for (const [first, from] of went.entries()) {
            for (const [last, to] of went.entries()) {
              if (last < first) continue;
              expect(last - first + 1).toBeLessThanOrEqual(
                burstLimit + ((to - from) / 60_000) * requestsPerMinute + 1e-6,
              );
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

const fault = fc.constantFrom('ok', '429', '429 7', '503', 'refused', 'reset', 'silent');

describe('many calls at once, whatever happens to each', () => {
  it('all end, send no POST twice that may have been processed, and leave no timer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            isPost: fc.boolean(),
            faults: fc.array(fault, { maxLength: 6 }),
            abortMs: fc.option(fc.nat(9000)),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
        async (calls, deadlineMs) => {
          const clock = createSteppedClock();
          const processed = new Map<string, number>();
          const left = new Map(calls.map(({ faults }, index) => [`c-${index}`, [...faults]]));
          const { client } = fakeServer(
            ({ headers }) => {
              const id = headers.get('x-correlation-id') ?? '';
              const what = left.get(id)?.shift() ?? 'ok';
              if (!['429', '429 7', 'refused'].includes(what)) processed.set(id, (processed.get(id) ?? 0) + 1);
              if (what === 'refused') return connectionFault('ECONNREFUSED');
              if (what === 'reset') return connectionFault('ECONNRESET');
              if (what === 'silent') return new Promise(() => {});
              const [status, seconds] = what.split(' ');
              if (what === 'ok') return { Id: id };
              return new Response('', { status: Number(status), headers: seconds ? { 'retry-after': seconds } : {} });
            },
            {
              clock,
              requestsPerMinute: 30,
              burstLimit: 3,
              timeoutMs: 2000,
              ...(deadlineMs === undefined ? {} : { deadlineMs }),
              onRequest: async () => undefined,
            },
          );

          const ends = calls.map(({ isPost, abortMs }, index) => {
            const abort = new AbortController();
            const stop = abortMs === null ? () => undefined : clock.startTimer(abortMs, () => abort.abort('gave up'));
            const init = { headers: { 'x-correlation-id': `c-${index}` }, signal: abort.signal };
            const params = { path: { id: 'ServerTasks-1' } };
            const call = isPost
              ? client.api.POST('/api/tasks/{id}/cancel', { params, ...init })
              : client.api.GET('/api/tasks/{id}', { params, ...init });
            return call.then(stop, stop);
          });
          // Read when the last one ends, before anything that was left behind could run out.
          const leftBehind = Promise.all(ends).then(() => clock.running());
          await clock.runOut();

          expect(await leftBehind).toBe(0);
          for (const [index, { isPost }] of calls.entries()) {
            if (isPost) expect(processed.get(`c-${index}`) ?? 0).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
