import type { OctopusApi } from '../api/api.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import type { Activity, TaskDetails } from '../wire-types.ts';
import { stepNameOf } from './steps.ts';
import { readDetails } from './task-log.ts';

/** Why a task failed. */
export interface TaskFailure {
  /** The step that failed first, without its number; undefined when the task failed outside its steps. */
  readonly step: string | undefined;
  /** The first line that tells of it. */
  readonly line: string;
}

/** Why a task failed, or nothing when it did not. */
export async function failureOf(
  api: OctopusApi,
  taskId: ServerTaskId,
  signal?: AbortSignal,
): Promise<TaskFailure | undefined> {
  return findFailure(await readDetails(api, taskId, signal));
}

/**
 * Finds the failure in a task's log: the first error under the step that failed first. Later steps may fail because of it, and the
 * task's own message only says that something did.
 */
export function findFailure({ Task, ActivityLogs }: TaskDetails): TaskFailure | undefined {
  if (!Task.IsCompleted || Task.FinishedSuccessfully) return undefined;
  const steps = ActivityLogs.flatMap(({ Children }) => Children).filter(({ Status }) => Status === 'Failed');
  const [first] = steps.sort((a, b) => endOf(a) - endOf(b));
  const message = Task.ErrorMessage ?? `the task ended as ${Task.State}`;
  if (!first) return { step: undefined, line: firstError(ActivityLogs) ?? message };
  return { step: stepNameOf(first.Name), line: firstError([first]) ?? message };
}

function firstError(nodes: readonly Activity[]): string | undefined {
  for (const node of nodes) {
    // What a node says of its own may only repeat that a part of it failed, so the parts come first.
    const below = firstError(node.Children.filter(({ Status }) => Status === 'Failed'));
    if (below !== undefined) return below;
    const own = node.LogElements.find(({ Category }) => Category === 'Error' || Category === 'Fatal');
    if (own) return own.MessageText;
  }
  return undefined;
}

function endOf({ Ended }: Activity): number {
  return Ended == null ? Number.POSITIVE_INFINITY : Date.parse(Ended);
}
