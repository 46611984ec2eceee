import { queueChore } from '../tasks/queue-chore.ts';
import type { World } from '../world.ts';
import { unkeptReleases } from './releases.ts';
import { runsToRemove } from './runs.ts';
import type { RetentionClockDocument } from './state.ts';

const DAY_MS = 24 * 3_600_000;

/** Queues a Retention task once a day, as long as a policy will let go of something. [docs for once a day] */
export interface DailyRetention {
  /** Something happened after which there may be more than a policy keeps. */
  look(): void;
  recover(): void;
}

export function createDailyRetention(world: World, wake: () => void): DailyRetention {
  const { store, clock } = world;

  function look(): void {
    if (store.get('RetentionClocks', 'daily') !== undefined || !mayRemoveSomething(world)) return;
    const due: RetentionClockDocument = { Id: 'daily', DueAt: clock.now() + DAY_MS };
    store.put('RetentionClocks', due);
    wait(due);
  }

  function wait(due: RetentionClockDocument): void {
    clock.after(Math.max(0, due.DueAt - clock.now()), () => {
      // Clocks that do work faster than time passes come here too early.
      if (clock.now() < due.DueAt) return wait(due);
      store.remove('RetentionClocks', due.Id);
      queueChore(world, { name: 'Retention', description: 'Apply retention policies', spaceId: null });
      wake();
    });
  }

  return {
    look,
    recover() {
      for (const due of store.all('RetentionClocks')) wait(due);
    },
  };
}

/** Whether a policy will let go of something that there is, today or when it has grown old. */
function mayRemoveSomething(world: World): boolean {
  const { store } = world;
  const someday = Number.POSITIVE_INFINITY;
  return (
    store.all('Projects').some((project) => unkeptReleases(world, project, someday).length > 0) ||
    store.all('Runbooks').some((runbook) => runsToRemove(world, runbook, someday).length > 0)
  );
}
