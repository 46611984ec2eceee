import type { UserDocument } from '../users/state.ts';
import { timeOf, type World } from '../world.ts';
import type { TaskDocument } from './state.ts';
import { taskLog } from './task-log.ts';

/** A chore that shall be done. */
export interface ChoreOrder {
  readonly name: string;
  readonly description: string;
  readonly spaceId: string | null;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
  readonly queueTime?: string | null | undefined;
  readonly queueTimeExpiry?: string | null | undefined;
}

/** Queues a chore; the caller has checked it, and wakes the runner. Chores run beside each other. [guess] */
export function queueChore(
  world: World,
  order: ChoreOrder,
  by: { readonly user?: UserDocument | undefined; readonly userAgent?: string | undefined } = {},
): TaskDocument {
  const id = world.store.nextId('ServerTasks');
  const now = timeOf(world);
  const task: TaskDocument = {
    Id: id,
    SpaceId: order.spaceId,
    Name: order.name,
    Description: order.description,
    State: 'Queued',
    ProjectId: null,
    EnvironmentId: null,
    TenantId: null,
    RunbookId: null,
    SubjectId: '',
    Arguments: order.args ?? {},
    QueueTime: order.queueTime ?? now,
    QueueTimeExpiry: order.queueTimeExpiry ?? null,
    StartTime: null,
    CompletedTime: null,
    LastUpdatedTime: now,
    ErrorMessage: null,
    HasPendingInterruptions: false,
    HasWarningsOrErrors: false,
    HasBeenPickedUpByProcessor: false,
    ConcurrencyKey: id,
    HoldsKey: false,
    Priority: false,
  };
  world.store.put('ServerTasks', task);
  taskLog(world, { taskId: id, number: 0, name: task.Description }).line('Verbose', 'Queued');
  world.record({
    category: 'TaskQueued',
    message: `${by.user?.Username ?? 'system'} queued ${task.Description}`,
    related: [id],
    spaceId: order.spaceId,
    user: by.user,
    userAgent: by.userAgent,
  });
  return task;
}
