import type { OctopusApi } from '../api/api.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import type { ServerTask } from '../wire-types.ts';

/**
 * What became of a cancellation. `canceled`: the task is over, and was not carried on. `cancelling`: its current step ends first. `too-late`: it had
 * ended by itself.
 */
export interface Cancellation {
  readonly outcome: 'canceled' | 'cancelling' | 'too-late';
  readonly task: ServerTask;
}

/**
 * Cancels a task. One that ended meanwhile is no error, and an answer that gets lost is looked up in the task itself. Deployments that
 * the task has started itself go on [docs].
 */
export async function cancelTask(api: OctopusApi, taskId: ServerTaskId, signal?: AbortSignal): Promise<Cancellation> {
  const call = { params: { path: { id: taskId } }, ...(signal ? { signal } : {}) };
  try {
    return cancellationOf((await api.POST('/api/tasks/{id}/cancel', call)).data, 'cancelling');
  } catch (error) {
    const isWorthALook = error instanceof OctopusError && ['validation', 'conflict'].includes(error.code);
    const isLost = error instanceof OctopusError && error.outcome === 'unknown';
    if (!isWorthALook && !isLost) throw error;
    const { data: task } = await api.GET('/api/tasks/{id}', call);
    if (task.IsCompleted || task.State === 'Cancelling') return cancellationOf(task, 'too-late');
    throw error;
  }
}

function cancellationOf(task: ServerTask, otherwise: 'cancelling' | 'too-late'): Cancellation {
  if (task.State === 'Canceled') return { outcome: 'canceled', task };
  return { outcome: task.State === 'Cancelling' ? 'cancelling' : otherwise, task };
}
