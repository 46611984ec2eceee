import type { OctopusApi } from '../api/api.ts';
import type { Clock } from '../clock.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import type { ServerTask } from '../wire-types.ts';
import type { Cancellation } from './cancel-task.ts';
import type { TaskFailure } from './failure.ts';
import { getTasks } from './get-tasks.ts';
import type { LogLine } from './task-log.ts';
import type { WaitForTasksOptions } from './wait-for-tasks.ts';
import type { TaskEvent, TaskResult, WatchTasksOptions } from './watch-tasks.ts';

/** The server's tasks, of all spaces. */
export interface Tasks {
  /** Many tasks by id, in as few requests as possible; one that the server does not show is left out. */
  get(taskIds: readonly ServerTaskId[], signal?: AbortSignal): Promise<ReadonlyMap<string, ServerTask>>;
  /** Waits for many tasks at once; the results are in the order of the ids. A failed task is a result, never an exception. */
  wait(options: WaitForTasksOptions): Promise<readonly TaskResult[]>;
  /** The same as a stream of events, which asks nothing more when the reader stops. */
  watch(options: WatchTasksOptions): AsyncIterable<TaskEvent>;
  /** The lines of a task's log, each once; with `follow` until the task is over, waiting through questions. */
  log(taskId: ServerTaskId, options?: LogOptions): AsyncIterable<LogLine>;
  /** Why a task failed: the step, and its first error. Nothing when it did not. */
  failure(taskId: ServerTaskId, signal?: AbortSignal): Promise<TaskFailure | undefined>;
  /** Cancels a task; one that has ended is no error. */
  cancel(taskId: ServerTaskId, signal?: AbortSignal): Promise<Cancellation>;
  /** The tasks that a queued task waits for. */
  queuedBehind(taskId: ServerTaskId, signal?: AbortSignal): Promise<readonly ServerTask[]>;
}

/** How a log is read. */
export interface LogOptions {
  readonly follow?: boolean;
  /** Default: 2000. */
  readonly pollEveryMs?: number;
  readonly signal?: AbortSignal;
}

/** The tasks of a server. What is behind each call is loaded when it is first made. */
export function createTasks(api: OctopusApi, clock: Clock): Tasks {
  async function* watch(options: WatchTasksOptions): AsyncGenerator<TaskEvent, void, undefined> {
    const { watchTasks } = await import('./watch-tasks.ts');
    yield* watchTasks({ ...options, api, clock });
  }
  return {
    get: (taskIds, signal) => getTasks(api, taskIds, signal),
    watch,
    async wait(options) {
      const { waitForTasks } = await import('./wait-for-tasks.ts');
      return waitForTasks({ ...options, api, clock });
    },
    async *log(taskId, { follow = false, signal, ...more } = {}) {
      const options = {
        taskIds: [taskId],
        logs: true,
        throughInterruptions: true,
        ...more,
        ...(signal ? { signal } : {}),
      };
      for await (const event of watch(follow ? options : { ...options, timeoutMs: 0 })) {
        if (event.type === 'log') yield event.line;
      }
    },
    failure: async (taskId, signal) => (await import('./failure.ts')).failureOf(api, taskId, signal),
    cancel: async (taskId, signal) => (await import('./cancel-task.ts')).cancelTask(api, taskId, signal),
    queuedBehind: async (taskId, signal) => (await import('./queued-behind.ts')).queuedBehind(api, taskId, signal),
  };
}
