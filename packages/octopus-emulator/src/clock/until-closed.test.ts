import { expect, it } from 'vitest';
import { untilClosed } from './until-closed.ts';
import { virtualClock } from './virtual-clock.ts';

it('fires timers until it is closed, and leaves those of others alone', () => {
  const beneath = virtualClock(0);
  const { clock, close } = untilClosed(beneath);
  const seen: string[] = [];
  clock.after(1, () => seen.push('before'));
  clock.after(3, () => seen.push('own'));
  beneath.after(3, () => seen.push('of another'));
  clock.after(2, () => seen.push('cancelled')).cancel();

  clock.advance(2);
  close();
  clock.after(1, () => seen.push('after'));
  beneath.advance(10);

  expect(seen).toEqual(['before', 'of another']);
  expect(clock.now()).toBe(12);
  expect(beneath.pending()).toBe(0);
});
