import { describe, expect, it } from 'vitest';
import { createClock } from '../test-support/clock.ts';
import { drive } from '../test-support/drive.ts';
import { aTrain, finPay, planOf } from '../test-support/friday.ts';
import { createServer } from '../test-support/simulated-server.ts';
import { assess } from './assess.ts';

describe('Friday', () => {
  it('makes nine stops and finds the two deployments that the server adds', () => {
    const train = aTrain();
    const plan = planOf(train, finPay(train));
    const clock = createClock(1_000_000);
    const server = createServer({ plan, clock });

    const { end, state } = drive({ plan, server, clock });

    const { stops } = assess(plan, state);
    expect(end).toBe('finished');
    expect(Object.values(stops).map(({ status }) => status)).toEqual(Array(9).fill('succeeded'));
    expect(Object.keys(state.added).toSorted()).toEqual([
      'merchant-portal/Development',
      'merchant-portal/Development/EuroShop',
    ]);
    expect(server.candidates().filter(({ id }) => id.startsWith('Deployments'))).toHaveLength(11);
  });
});
