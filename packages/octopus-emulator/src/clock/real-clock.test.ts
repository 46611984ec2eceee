import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { realClock } from './real-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('goes on with what is left of a timer when its speed changes', () => {
  const clock = realClock({ speed: 1 });
  const fired: number[] = [];
  const startMs = Date.now();
  clock.after(10_000, () => fired.push(Date.now() - startMs));

  vi.advanceTimersByTime(4_000);
  clock.setSpeed(2);
  vi.advanceTimersByTime(2_999);
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1);

  expect(fired).toEqual([7_000]);
});

it('never fires a timer that was cancelled before the speed changed', () => {
  const clock = realClock({ speed: 1 });
  clock.after(1_000, () => expect.unreachable('it was cancelled')).cancel();

  clock.setSpeed(1_000);
  vi.advanceTimersByTime(10_000);

  expect(clock.speed()).toBe(1_000);
});
