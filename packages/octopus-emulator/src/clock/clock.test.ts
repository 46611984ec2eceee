import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realClock } from './real-clock.ts';
import { virtualClock } from './virtual-clock.ts';

describe('the virtual clock', () => {
  it('fires what falls due, in order of time, and nothing else', () => {
    const clock = virtualClock(1_000);
    const seen: string[] = [];
    clock.after(30, () => seen.push(`c@${clock.now()}`));
    clock.after(10, () => seen.push(`a@${clock.now()}`));
    clock.after(10, () => seen.push(`b@${clock.now()}`));
    clock.after(31, () => seen.push('late'));

    clock.advance(30);

    expect(seen).toEqual(['a@1010', 'b@1010', 'c@1030']);
    expect(clock.now()).toBe(1_030);
    expect(clock.pending()).toBe(1);
  });

  it('fires timers set by timers within the same advance', () => {
    const clock = virtualClock(0);
    const seen: number[] = [];
    clock.after(10, () => clock.after(10, () => seen.push(clock.now())));

    clock.advance(100);

    expect(seen).toEqual([20]);
  });

  it('never fires a cancelled timer', () => {
    const clock = virtualClock(0);
    const timer = clock.after(10, () => expect.unreachable('it was cancelled'));

    timer.cancel();

    expect(clock.runNext()).toBe(false);
    expect(clock.pending()).toBe(0);
  });

  it('keeps the order for any set of delays', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (delays) => {
        const clock = virtualClock(0);
        const fired: [number, number][] = [];
        for (const [index, delay] of delays.entries()) clock.after(delay, () => fired.push([delay, index]));
        while (clock.runNext());
        expect(fired).toEqual([...fired].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(fired).toHaveLength(delays.length);
      }),
    );
  });
});

describe('the real clock', () => {
  it('refuses a speed that is not above zero', () => {
    expect(() => realClock({ speed: 0 })).toThrow(RangeError);
  });

  it('divides delays by its speed', async () => {
    const clock = realClock({ speed: 1_000_000 });

    await new Promise<void>((resolve) => clock.after(3_600_000, resolve));
  });
});
