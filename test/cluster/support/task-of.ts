import type { OctopusClient, OctopusSpace } from '@octotrain/octopus-client';

type TaskId = Parameters<OctopusClient['tasks']['log']>[0];

/** How a task ended, and what its log says. */
export interface EndedTask {
  readonly state: string;
  readonly log: string;
}

/** Starts something in a space as a person would, and waits for its task. */
export async function taskOf(
  client: OctopusClient,
  spaceName: string,
  start: (space: OctopusSpace) => Promise<{ readonly taskIds: readonly TaskId[] }>,
): Promise<EndedTask> {
  const { taskIds } = await start(await client.space(spaceName));
  const [taskId] = taskIds;
  if (taskId === undefined || taskIds.length > 1) throw new Error(`${taskIds.length} tasks were started`);
  const lines: string[] = [];
  for await (const { text } of client.tasks.log(taskId, { follow: true })) lines.push(text);
  const { data } = await client.api.GET('/api/tasks/{id}', { params: { path: { id: taskId } } });
  return { state: data.State, log: lines.join('\n') };
}
