import type { OctopusApi } from '../api/api.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import { openCollection } from '../paging/collection.ts';
import type { ServerTask } from '../wire-types.ts';

/** The tasks that a queued task waits for; none when it is only the task cap, its time or a person that it waits for. */
export function queuedBehind(api: OctopusApi, taskId: ServerTaskId, signal?: AbortSignal): Promise<ServerTask[]> {
  const init = { params: { path: { id: taskId } }, ...(signal ? { signal } : {}) };
  return openCollection(api, '/api/tasks/{id}/queued-behind', init).toArray();
}
