import type { OctopusApi } from '../api/api.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import { readPages } from '../paging/pages.ts';
import type { ServerTask } from '../wire-types.ts';

/** How many ids fit in one address without trouble from proxies. */
const idsPerRequest = 100;

/**
 * Reads many tasks of any spaces, as few requests as possible. An id that the server does not list, because the task
 * is gone or may not be seen, is missing from the result.
 */
export async function getTasks(
  api: OctopusApi,
  taskIds: readonly ServerTaskId[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ServerTask>> {
  const ids = [...new Set(taskIds)];
  const tasks = new Map<string, ServerTask>();
  // No ids, no request: the server reads an empty list as "all tasks".
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const chunk = ids.slice(start, start + idsPerRequest);
    const page = readPages(api, '/api/tasks', {
      params: { query: { ids: chunk, take: chunk.length } },
      ...(signal ? { signal } : {}),
    });
    for await (const task of page) if (chunk.includes(task.Id)) tasks.set(task.Id, task);
  }
  return tasks;
}
