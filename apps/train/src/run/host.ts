import type { Driver } from './driver.ts';
import type { Ending } from './ending.ts';

/** Where a run waits until it is to be looked at again. */
export interface Wake {
  /** Resolves after a while, earlier when there is reason to look now, and when the signal says so. */
  after(run: string, ms: number, signal: AbortSignal): Promise<void>;
}

/** Drives runs side by side, turn by turn, until each was left. */
export interface Host {
  add(driver: Driver): void;
  /** Resolves when every run was left. When a turn fails as none should, the others are left in good order before that is thrown. */
  done(): Promise<void>;
}

export function createHost(options: {
  wake: Wake;
  signal: AbortSignal;
  /** Told of each run as it is left. */
  onEnding: (driver: Driver, ending: Ending) => Promise<void>;
}): Host {
  const { wake, onEnding } = options;
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const driving = new Set<Promise<void>>();
  const failures: unknown[] = [];

  async function drive(driver: Driver): Promise<void> {
    const { leg } = driver;
    for (;;) {
      const turn = await driver.turn(signal);
      if (turn.ending) return onEnding(driver, turn.ending);
      await wake.after(leg.session.lock.run, Math.max(turn.wakeAt - leg.clock.now(), 0), signal);
    }
  }

  return {
    add(driver) {
      const ride = drive(driver)
        .catch((error: unknown) => {
          failures.push(error);
          broken.abort();
        })
        .finally(() => driving.delete(ride));
      driving.add(ride);
    },
    async done() {
      while (driving.size > 0) await Promise.all(driving);
      if (failures.length > 0) throw failures[0];
    },
  };
}
