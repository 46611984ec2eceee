import fc from 'fast-check';
import { expect, it } from 'vitest';
import { everyChangeIsTold, lifecycleIsKept, queueIsKept } from './observers.ts';
import { plans } from './plan.ts';
import { walk } from './walk.ts';

const seed = 20_261_127;
/** A broken law is told by the shortest walk found until then. */
const bounds = { seed, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true };

it('walks of any sort keep the lifecycle, the queue and the log', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      await walk(plan, [lifecycleIsKept(), queueIsKept(), everyChangeIsTold()]);
    }),
    { ...bounds, numRuns: 100 },
  );
});

it('two servers that are asked the same are the same', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const [one, other] = [await walk(plan, []), await walk(plan, [])];

      expect(other.steps).toEqual(one.steps);
      expect(other.server.emulator.snapshot()).toEqual(one.server.emulator.snapshot());
    }),
    { ...bounds, numRuns: 20 },
  );
});
