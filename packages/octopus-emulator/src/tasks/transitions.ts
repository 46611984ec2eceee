import { nameOf, relatedIds, type Subject } from '../execution/subject.ts';
import type { UserDocument } from '../users/state.ts';
import { timeOf, type World } from '../world.ts';
import type { TaskDocument, TaskState } from './state.ts';
import { taskLog } from './task-log.ts';

/** Changes a task and says when. */
export function updateTask(world: World, taskId: string, change: Partial<TaskDocument>): TaskDocument {
  const task = world.store.get('ServerTasks', taskId);
  if (task === undefined) throw new Error(`there is no task ${taskId}`);
  const updated = { ...task, ...change, LastUpdatedTime: timeOf(world) };
  world.store.put('ServerTasks', updated);
  return updated;
}

/** Writes an audit event about a deployment or a runbook run: `DeploymentQueued`, `RunbookRunFailed`, … */
export function recordTaskEvent(world: World, subject: Subject, what: string, user?: UserDocument): void {
  const kind = subject.kind === 'deployment' ? 'Deployment' : 'RunbookRun';
  world.record({
    category: `${kind}${what}`,
    message: `${subject.kind === 'deployment' ? 'Deployment of' : 'Run of'} ${nameOf(subject)}: ${what.toLowerCase()}`,
    related: relatedIds(subject),
    spaceId: subject.space.Id,
    user,
  });
}

/** Ends a task: its state and time, the root of its log, and its walk, which is not needed any more. */
export function endTask(
  world: World,
  task: TaskDocument,
  end: { state: Extract<TaskState, 'Success' | 'Failed' | 'Canceled' | 'TimedOut'>; error?: string | null },
): TaskDocument {
  const log = taskLog(world, { taskId: task.Id, number: 0, name: task.Description });
  if (end.error != null) log.line(end.state === 'Failed' ? 'Fatal' : 'Warning', end.error);
  log.end(end.state === 'Success' ? 'Success' : end.state === 'Canceled' ? 'Canceled' : 'Failed');
  world.store.remove('TaskWalks', task.Id);
  return updateTask(world, task.Id, {
    State: end.state,
    CompletedTime: timeOf(world),
    ErrorMessage: end.error ?? null,
    HasPendingInterruptions: false,
    PendingInterruptionTypes: [],
    Paused: false,
    HoldsKey: false,
    ...(end.state === 'Success' ? {} : { HasWarningsOrErrors: true }),
  });
}

/** Marks the deployment or run as one that met a failure. */
export function markFailure(world: World, subject: Subject): void {
  if (subject.kind === 'deployment') {
    world.store.put('Deployments', { ...subject.document, FailureEncountered: true });
  } else world.store.put('RunbookRuns', { ...subject.document, FailureEncountered: true });
}

/** Ids of what a task is about, itself first, for events about the task. */
export function relatedToTask({ store }: Pick<World, 'store'>, task: TaskDocument): string[] {
  const { Id, SubjectId, ProjectId, EnvironmentId, TenantId } = task;
  const release = store.get('Deployments', SubjectId)?.ReleaseId;
  return [Id, SubjectId, ProjectId, release, EnvironmentId, TenantId].flatMap((id) => (id ? [id] : []));
}
