import type { OctopusApi } from '../api/api.ts';
import type { Clock } from '../clock.ts';
import type { ServerTask } from '../wire-types.ts';
import { getTasks } from './get-tasks.ts';

/** Which tasks to wait for, and how long. */
export interface WaitForTasksOptions {
  readonly taskIds: readonly string[];
  /** Default: 2000. */
  readonly pollEveryMs?: number;
  /** Default: without end. */
  readonly timeoutMs?: number;
  /** Goes on waiting while a person is asked, instead of settling as `interrupted`. */
  readonly throughInterruptions?: boolean;
  readonly signal?: AbortSignal;
  /** Told every task whose state, pending interruption or warnings changed, with the task as it is now. */
  readonly onProgress?: (task: ServerTask) => void;
}

/**
 * How a wait ended. `completed`: the task is final, whether it succeeded or not. `interrupted`: it waits for a person.
 * `timed-out`: neither, in the given time. `missing`: the server does not list the task.
 */
export type TaskResult =
  | { readonly taskId: string; readonly outcome: 'completed' | 'interrupted'; readonly task: ServerTask }
  | { readonly taskId: string; readonly outcome: 'timed-out'; readonly task: ServerTask | undefined }
  | { readonly taskId: string; readonly outcome: 'missing'; readonly task: undefined };

/**
 * Waits for many tasks with one request for each look. A failed task is a result, never an exception; thrown are only
 * errors of the requests, and the signal's reason.
 */
export async function waitForTasks(
  options: WaitForTasksOptions & { api: OctopusApi; clock: Clock },
): Promise<readonly TaskResult[]> {
  const { api, clock, taskIds, pollEveryMs = 2000, timeoutMs = Number.POSITIVE_INFINITY, signal } = options;
  const deadline = clock.now() + timeoutMs;
  const settled = new Map<string, TaskResult>();
  const latest = new Map<string, ServerTask>();

  for (;;) {
    const open = taskIds.filter((id) => !settled.has(id));
    const tasks = await getTasks(api, open, signal);
    for (const taskId of open) {
      const task = tasks.get(taskId);
      if (task && hasChanged(latest.get(taskId), task)) options.onProgress?.(task);
      if (task) latest.set(taskId, task);
      const result = settle(taskId, task, options.throughInterruptions ?? false);
      if (result) settled.set(taskId, result);
    }
    const remaining = deadline - clock.now();
    if (taskIds.every((id) => settled.has(id)) || remaining <= 0) break;
    await clock.sleep(Math.min(pollEveryMs, remaining), signal);
  }

  return taskIds.map((taskId) => settled.get(taskId) ?? { taskId, outcome: 'timed-out', task: latest.get(taskId) });
}

function settle(taskId: string, task: ServerTask | undefined, isThrough: boolean): TaskResult | undefined {
  if (task === undefined) return { taskId, outcome: 'missing', task: undefined };
  if (task.IsCompleted) return { taskId, outcome: 'completed', task };
  return task.HasPendingInterruptions && !isThrough ? { taskId, outcome: 'interrupted', task } : undefined;
}

function hasChanged(before: ServerTask | undefined, now: ServerTask): boolean {
  return (
    before?.State !== now.State ||
    before.HasPendingInterruptions !== now.HasPendingInterruptions ||
    before.HasWarningsOrErrors !== now.HasWarningsOrErrors
  );
}
