import type { OctopusClient, OctopusSpace } from '@octotrain/octopus-client';

type TaskId = Parameters<OctopusClient['tasks']['log']>[0];
type Start = (space: OctopusSpace) => Promise<{ readonly taskIds: readonly TaskId[] }>;

/** How a task ended, and what its log says. */
export interface EndedTask {
  readonly state: string;
  readonly log: string;
}

/** Starts something in a space as a person would, and waits for its task. */
export async function taskOf(client: OctopusClient, spaceName: string, start: Start): Promise<EndedTask> {
  return ended(client, await begun(await client.space(spaceName), start));
}

/**
 * The same of something that asks first: somebody else answers, after `meanwhile`; what was asked is given, too. The
 * task must wait for that.
 */
export async function answeredTaskOf(
  client: OctopusClient,
  options: {
    readonly space: string;
    readonly start: Start;
    readonly by: OctopusClient;
    /** Is called while the task waits, with what its log says so far. */
    readonly meanwhile?: (log: string) => Promise<void>;
  },
): Promise<EndedTask & { readonly asked: string }> {
  const { by, meanwhile = async () => undefined } = options;
  const space = await client.space(options.space);
  const taskId = await begun(space, options.start);
  const { id: spaceId } = space;
  for (;;) {
    const [question] = await client.interruptions.list({ spaceId, taskIds: [taskId], pendingOnly: true });
    if (question !== undefined) {
      await meanwhile((await ended(client, taskId, false)).log);
      await by.interruptions.answer({ spaceId, interruptionId: question.Id, result: 'Proceed', notes: 'tried before' });
      return { ...(await ended(client, taskId)), asked: question.Title };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function begun(space: OctopusSpace, start: Start): Promise<TaskId> {
  const { taskIds } = await start(space);
  const [taskId] = taskIds;
  if (taskId === undefined || taskIds.length > 1) throw new Error(`${taskIds.length} tasks were started`);
  return taskId;
}

async function ended(client: OctopusClient, taskId: TaskId, follow = true): Promise<EndedTask> {
  const lines: string[] = [];
  for await (const { text } of client.tasks.log(taskId, { follow })) lines.push(text);
  const { data } = await client.api.GET('/api/tasks/{id}', { params: { path: { id: taskId } } });
  return { state: data.State, log: lines.join('\n') };
}
