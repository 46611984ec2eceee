import type { OctopusApi } from '../api/api.ts';
import type { Clock } from '../clock.ts';
import type { ServerTask } from '../wire-types.ts';
import { type TaskEvent, type TaskResult, type WatchTasksOptions, watchTasks } from './watch-tasks.ts';

/** Which tasks to wait for, how long, and who is told meanwhile. */
export interface WaitForTasksOptions extends WatchTasksOptions {
  /** Told every task whose state, pending interruption or warnings changed, with the task as it is now. */
  readonly onProgress?: (task: ServerTask) => void;
  /** Told everything that is seen. */
  readonly onEvent?: (event: TaskEvent) => void;
}

/**
 * Waits for many tasks with one request for each look; the results are in the order of the ids. A failed task is a result, never an
 * exception; thrown are only errors of the requests, and the signal's reason.
 */
export async function waitForTasks(
  options: WaitForTasksOptions & { api: OctopusApi; clock: Clock },
): Promise<readonly TaskResult[]> {
  const results = new Map<string, TaskResult>();
  for await (const event of watchTasks(options)) {
    options.onEvent?.(event);
    if (event.type === 'progress') options.onProgress?.(event.task);
    if (event.type === 'settled') results.set(event.taskId, event.result);
  }
  // Every task settles before the watch ends.
  return options.taskIds.map((taskId) => results.get(taskId) ?? { taskId, outcome: 'missing', task: undefined });
}
