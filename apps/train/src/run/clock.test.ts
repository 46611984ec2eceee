import { describe, expect, it } from 'vitest';
import { steadyTime } from './clock.ts';

describe('the time of a run', () => {
  it('goes on steadily when somebody sets the clock', () => {
    let passed = 0;
    let set = 0;
    const now = steadyTime({ wall: () => 1_000_000 + passed + set, steady: () => 50 + passed });

    passed = 10;
    set = 3_600_000;
    const forward = now();
    passed = 20;
    set = -3_600_000;

    expect([forward, now()]).toEqual([1_000_010, 1_000_020]);
  });
});
