import { describe, expect, it } from 'vitest';
import { notBefore, steadyTime } from './clock.ts';

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

  it('is never before what its journal knows, whichever machine takes it up, and goes on from there', () => {
    let now = 1_000;
    const clock = { now: () => now, sleep: async () => {} };
    const behind = notBefore(clock, 5_000);
    const ahead = notBefore(clock, 500);

    const first = [behind.now(), ahead.now()];
    now = 1_010;

    expect(first).toEqual([5_000, 1_000]);
    expect([behind.now(), ahead.now()]).toEqual([5_010, 1_010]);
  });
});
