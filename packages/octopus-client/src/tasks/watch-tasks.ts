import type { OctopusApi } from '../api/api.ts';
import type { Clock } from '../clock.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import type { ServerTask } from '../wire-types.ts';
import { getTasks } from './get-tasks.ts';
import { queuedBehind } from './queued-behind.ts';
import { createLogReader, type LogLine, readDetails } from './task-log.ts';

/** Which tasks to wait for, and how long. */
export interface WatchTasksOptions {
  readonly taskIds: readonly ServerTaskId[];
  /** Default: 2000. */
  readonly pollEveryMs?: number;
  /** Default: without end. */
  readonly timeoutMs?: number;
  /** Goes on waiting while a person is asked, instead of settling as `interrupted`. */
  readonly throughInterruptions?: boolean;
  /** Tells the lines of the logs too; one more request for each running task and look. */
  readonly logs?: boolean;
  /** Tells what a task that has not begun waits for; one more request for each such task and look. */
  readonly queue?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * How a wait ended. `completed`: the task is final, whether it succeeded or not. `interrupted`: it waits for a person.
 * `timed-out`: neither, in the given time. `missing`: the server does not list the task.
 */
export type TaskResult =
  | { readonly taskId: ServerTaskId; readonly outcome: 'completed' | 'interrupted'; readonly task: ServerTask }
  | { readonly taskId: ServerTaskId; readonly outcome: 'timed-out'; readonly task: ServerTask | undefined }
  | { readonly taskId: ServerTaskId; readonly outcome: 'missing'; readonly task: undefined };

/** Something that was seen of a task. */
export type TaskEvent =
  /** Its state, pending interruption or warnings changed, or it is seen for the first time. */
  | { readonly type: 'progress'; readonly taskId: ServerTaskId; readonly task: ServerTask }
  /** A line that its log did not have before. */
  | { readonly type: 'log'; readonly taskId: ServerTaskId; readonly line: LogLine }
  /** What it waits for in the queue changed. */
  | { readonly type: 'queued-behind'; readonly taskId: ServerTaskId; readonly tasks: readonly ServerTask[] }
  /** The last event of a task. */
  | { readonly type: 'settled'; readonly taskId: ServerTaskId; readonly result: TaskResult };

/**
 * Watches many tasks with one request for each look, and tells what changes until all are settled. Stops asking when the reader stops.
 * A failed task is a result, never an exception; thrown are only errors of the requests, and the signal's reason.
 */
export async function* watchTasks(
  options: WatchTasksOptions & { api: OctopusApi; clock: Clock },
): AsyncGenerator<TaskEvent, void, undefined> {
  const { api, clock, pollEveryMs = 2000, timeoutMs = Number.POSITIVE_INFINITY, signal } = options;
  const deadline = clock.now() + timeoutMs;
  const watched = new Map([...new Set(options.taskIds)].map((id) => [id, createWatched(id, options)]));

  while (watched.size > 0) {
    const tasks = await getTasks(api, [...watched.keys()], signal);
    for (const [taskId, each] of watched) {
      const task = tasks.get(taskId);
      if (task) yield* each.look(task);
      const result = settle(taskId, task, options.throughInterruptions ?? false);
      if (!result) continue;
      watched.delete(taskId);
      yield { type: 'settled', taskId, result };
    }
    const remaining = deadline - clock.now();
    if (watched.size === 0) return;
    if (remaining <= 0) break;
    await clock.sleep(Math.min(pollEveryMs, remaining), signal);
  }
  for (const [taskId, { latest }] of watched) {
    yield { type: 'settled', taskId, result: { taskId, outcome: 'timed-out', task: latest() } };
  }
}

/** One task that is watched, with what was told of it. */
function createWatched(taskId: ServerTaskId, options: WatchTasksOptions & { api: OctopusApi }) {
  const { api, logs = false, queue = false, signal } = options;
  const readNew = createLogReader();
  let before: ServerTask | undefined;
  let behind = '';

  async function* look(task: ServerTask): AsyncGenerator<TaskEvent, void, undefined> {
    const isNews = hasChanged(before, task);
    before = task;
    if (isNews) yield { type: 'progress', taskId, task };
    if (logs && (task.StartTime !== null || task.IsCompleted)) {
      for (const line of readNew(await readDetails(api, taskId, signal))) yield { type: 'log', taskId, line };
    }
    if (queue && task.State === 'Queued' && !task.HasPendingInterruptions) {
      const tasks = await queuedBehind(api, taskId, signal);
      const ids = tasks.map(({ Id }) => Id).join();
      if (ids !== behind) yield { type: 'queued-behind', taskId, tasks };
      behind = ids;
    }
  }

  return { look, latest: () => before };
}

function settle(taskId: ServerTaskId, task: ServerTask | undefined, isThrough: boolean): TaskResult | undefined {
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
