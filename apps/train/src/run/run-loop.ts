import type { Driver } from './driver.ts';
import type { Ending } from './ending.ts';

/** Where a run waits until it is to be looked at again. */
export interface Wake {
  /** Resolves after a while, earlier when there is reason to look now, and when the signal says so. */
  after(run: string, ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Drives runs side by side, turn by turn, until each was left, and hands over each one's ending as it comes. When a turn fails as no turn should, the others
 * are left in good order before that is thrown.
 */
export async function runLoop(options: {
  drivers: readonly Driver[];
  wake: Wake;
  signal: AbortSignal;
  onEnding: (driver: Driver, ending: Ending) => Promise<void>;
}): Promise<void> {
  const { drivers, wake, onEnding } = options;
  const broken = new AbortController();
  const signal = drivers.length === 1 ? options.signal : AbortSignal.any([options.signal, broken.signal]);

  async function drive(driver: Driver): Promise<void> {
    const { leg } = driver;
    for (;;) {
      const turn = await driver.turn(signal);
      if (turn.ending) return onEnding(driver, turn.ending);
      await wake.after(leg.session.lock.run, Math.max(turn.wakeAt - leg.clock.now(), 0), signal);
    }
  }

  const failures: unknown[] = [];
  await Promise.all(
    drivers.map((driver) =>
      drive(driver).catch((error: unknown) => {
        failures.push(error);
        broken.abort();
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}
