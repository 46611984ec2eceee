import { type OctopusApi, OctopusNotFoundError, type Space } from '@octotrain/octopus-client';
import { eachBounded } from '../read/bounded.ts';
import type { OpenTask } from './destroy-plan.ts';
import { type DestroyClient, readOpenTasks } from './plan-destroy.ts';

const atOnce = 3;

/**
 * Stops the queues of spaces and then looks for tasks that have not ended. When there are any, the queues that were
 * stopped here run again: nothing has changed.
 */
export async function stopQueues(options: {
  client: DestroyClient;
  spaces: readonly Space[];
  signal?: AbortSignal | undefined;
}): Promise<readonly OpenTask[]> {
  const { client, spaces, signal } = options;
  const stopped = spaces.filter(({ TaskQueueStopped }) => !TaskQueueStopped);
  await eachBounded(stopped, atOnce, (space) => setQueue(client.api, space, true));
  const open = await eachBounded(spaces, atOnce, (space) => readOpenTasks({ client, space, signal }));
  if (open.flat().length > 0) await eachBounded(stopped, atOnce, (space) => setQueue(client.api, space, false));
  return open.flat();
}

async function setQueue(api: OctopusApi, { Id }: Space, TaskQueueStopped: boolean): Promise<void> {
  const params = { path: { id: Id } };
  try {
    const { data } = await api.GET('/api/spaces/{id}', { params });
    await api.PUT('/api/spaces/{id}', { params, body: { ...data, TaskQueueStopped } });
  } catch (error) {
    // Somebody has deleted it meanwhile.
    if (!(error instanceof OctopusNotFoundError)) throw error;
  }
}
