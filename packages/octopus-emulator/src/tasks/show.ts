import { shownOnce } from '../http/json-text.ts';
import { choreNamed } from './chores/catalogue.ts';
import { isCompleted } from './queue.ts';
import type { TaskDocument } from './state.ts';

/** The one node of this server. */
export const NODE_NAME = 'octotrain';
export const NODE_ID = 'OctopusServerNodes-octotrain';

/** Ended chores may be run once more; deployments and runs are made anew instead. [guess] */
export function canRerun(task: TaskDocument): boolean {
  return task.SubjectId === '' && isCompleted(task) && choreNamed(task.Name)?.mayQueue === true;
}

/** A task as callers see it. */
export const showTask = shownOnce(shownTask);

function shownTask(task: TaskDocument): Readonly<Record<string, unknown>> {
  const {
    HoldsKey,
    ConcurrencyKey,
    SubjectId,
    Priority,
    Paused,
    AwaitsApproval,
    Parent,
    EnvironmentId,
    TenantId,
    RunbookId,
    ...shown
  } = task;
  const completed = isCompleted(task);
  const waits = AwaitsApproval === true && !completed;
  return {
    ...shown,
    Arguments: argumentsOf(task),
    Completed: completed ? task.CompletedTime : task.State,
    Duration: durationOf(task),
    IsCompleted: completed,
    FinishedSuccessfully: task.State === 'Success',
    PendingInterruptionTypes: task.PendingInterruptionTypes ?? [],
    HasPendingPreconditions: waits,
    PendingPreconditionTypes: waits ? ['Approval'] : [],
    CanRerun: canRerun(task),
    ServerNode: task.HasBeenPickedUpByProcessor ? NODE_NAME : null,
    Links: linksOf(task),
  };
}

function argumentsOf({ Name, SubjectId, Arguments }: TaskDocument): Readonly<Record<string, unknown>> {
  if (SubjectId === '') return Arguments ?? {};
  return Name === 'Deploy' ? { DeploymentId: SubjectId } : { RunbookRunId: SubjectId };
}

/** Where else a task is spoken of. */
export function linksOf({ Id, SpaceId }: TaskDocument): Record<string, string> {
  const self = `/api/tasks/${Id}`;
  const space = SpaceId === null ? '/api' : `/api/${SpaceId}`;
  return {
    Self: self,
    Details: `${self}/details{?verbose,tail,ranges}`,
    Raw: `${self}/raw`,
    Rerun: `/api/tasks/rerun/${Id}`,
    Cancel: `${self}/cancel`,
    State: `${self}/state`,
    Prioritize: `${self}/prioritize`,
    QueuedBehind: `${self}/queued-behind{?skip,take}`,
    Interruptions: `${space}/interruptions?regarding=${Id}`,
    Artifacts: `${space}/artifacts?regarding=${Id}`,
    Web: `/app#/${SpaceId ?? 'system'}/tasks/${Id}`,
  };
}

/** Seconds between start and end, for people. */
function durationOf({ StartTime, CompletedTime }: TaskDocument): string | null {
  if (StartTime === null || CompletedTime === null) return null;
  const seconds = Math.round((Date.parse(CompletedTime) - Date.parse(StartTime)) / 1_000);
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
