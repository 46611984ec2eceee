import { removeTask } from '../releases/delete.ts';
import type { RunbookRunDocument } from '../runbook-runs/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import { isCompleted } from '../tasks/queue.ts';
import type { World } from '../world.ts';
import { type Keep, keepOf, keeps } from './keep.ts';
import { spaceDefault } from './space-defaults.ts';

/** How many runs of a runbook are kept in each environment, for each tenant. [docs] */
function keepOfRuns({ store }: World, runbook: RunbookDocument): Keep {
  return keepOf(runbook.RunRetentionPolicy) ?? spaceDefault(store, runbook.SpaceId, 'RunbookRetention');
}

/** Runs that the policy of a runbook does not keep at a time: never one that has not ended. */
export function runsToRemove(world: World, runbook: RunbookDocument, nowMs: number): readonly RunbookRunDocument[] {
  const keep = keepOfRuns(world, runbook);
  if (keep.kind === 'forever') return [];
  const found = world.store.newest('RunbookRuns', { group: ({ RunbookId }) => RunbookId === runbook.Id });
  const seen = new Map<string, number>();
  return found.slice(0, found.length).filter((run) => {
    const place = `${run.EnvironmentId}/${run.TenantId ?? ''}`;
    const index = seen.get(place) ?? 0;
    seen.set(place, index + 1);
    const task = world.store.get('ServerTasks', run.TaskId);
    const ended = task === undefined || isCompleted(task);
    return ended && !keeps(keep, { index, atMs: Date.parse(run.Created) }, nowMs);
  });
}

/** Removes them with their tasks, and gives how many there were. */
export function applyRunRetention(world: World, runbook: RunbookDocument): number {
  const removed = runsToRemove(world, runbook, world.clock.now());
  for (const { Id, TaskId } of removed) {
    removeTask(world, TaskId);
    world.store.remove('RunbookRuns', Id);
  }
  if (removed.length > 0) {
    world.record({
      category: 'Deleted',
      message: `${removed.length} runs of ${runbook.Name} were deleted by its retention policy`,
      related: [...removed.map(({ Id }) => Id), runbook.Id, runbook.ProjectId],
      spaceId: runbook.SpaceId,
    });
  }
  return removed.length;
}
