import { describe, expect, it } from 'vitest';
import type { Driver, Turn } from './driver.ts';
import { createHost, type Wake } from './host.ts';
import type { Leg } from './leg.ts';

/** A driver whose turns are given; `null` throws. Only its run's name and clock are looked at. */
function driverOf(run: string, turns: readonly (Turn | null)[]): Driver & { readonly taken: () => number } {
  let taken = 0;
  const leg = { session: { lock: { run } }, clock: { now: () => 1_000, sleep: async () => {} } } as unknown as Leg; // what a host reads of a leg
  return {
    leg,
    taken: () => taken,
    async turn(signal) {
      const turn = turns[taken++];
      if (signal.aborted) return { ending: { is: 'interrupted' } };
      if (!turn) throw new Error(`${run} is broken`);
      return turn;
    },
  };
}

const later = (ms: number): Turn => ({ ending: null, wakeAt: 1_000 + ms });
const done: Turn = { ending: { is: 'finished', failed: false } };

/** Wakes at once, and notes who asked for how long. */
function noting(): { wake: Wake; slept: string[] } {
  const slept: string[] = [];
  return {
    slept,
    wake: {
      async after(run, ms) {
        slept.push(`${run} ${ms}`);
      },
    },
  };
}

async function host(drivers: readonly Driver[], signal = new AbortController().signal) {
  const { wake, slept } = noting();
  const left: string[] = [];
  const hosting = createHost({
    wake,
    signal,
    onEnding: async ({ leg }, ending) => void left.push(`${leg.session.lock.run} ${ending.is}`),
  });
  for (const driver of drivers) hosting.add(driver);
  const outcome = await hosting.done().then(
    () => 'done',
    (error: Error) => error.message,
  );
  return { outcome, left, slept };
}

describe('a host', () => {
  it('gives each run its turns until it is left, and lets it sleep as long as it wants between two', async () => {
    const { outcome, left, slept } = await host([
      driverOf('a', [later(500), later(-20), done]),
      driverOf('b', [later(70), done]),
    ]);

    expect(outcome).toBe('done');
    expect(left.sort()).toEqual(['a finished', 'b finished']);
    expect(slept.sort()).toEqual(['a 0', 'a 500', 'b 70']);
  });

  it('leaves all others in good order when a turn fails as none should, and then says so', async () => {
    const other = driverOf(
      'b',
      Array.from({ length: 50 }, () => later(1)),
    );

    const { outcome, left } = await host([driverOf('a', [later(1), null]), other]);

    expect(outcome).toBe('a is broken');
    expect(left).toEqual(['b interrupted']);
    expect(other.taken()).toBeLessThan(50);
  });

  it('leaves all when it is told to stop', async () => {
    const stopping = new AbortController();
    stopping.abort();

    const { outcome, left } = await host([driverOf('a', [done]), driverOf('b', [done])], stopping.signal);

    expect(outcome).toBe('done');
    expect(left).toEqual(['a interrupted', 'b interrupted']);
  });
});
