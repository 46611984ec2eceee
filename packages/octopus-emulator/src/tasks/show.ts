import type { World } from '../world.ts';
import { isCompleted } from './queue.ts';
import type { LogCategory, TaskDocument, TaskLogDocument } from './state.ts';

/** A task as callers see it. */
export function showTask(task: TaskDocument): Record<string, unknown> {
  const { HoldsKey, ConcurrencyKey, SubjectId, Priority, EnvironmentId, TenantId, RunbookId, ...shown } = task;
  const completed = isCompleted(task);
  return {
    ...shown,
    Arguments: task.Name === 'Deploy' ? { DeploymentId: SubjectId } : { RunbookRunId: SubjectId },
    Completed: completed ? task.CompletedTime : task.State,
    Duration: durationOf(task),
    IsCompleted: completed,
    FinishedSuccessfully: task.State === 'Success',
    PendingInterruptionTypes: task.HasPendingInterruptions ? ['ManualIntervention'] : [],
    HasPendingPreconditions: false,
    PendingPreconditionTypes: [],
    CanRerun: false,
    ServerNode: task.HasBeenPickedUpByProcessor ? 'octotrain' : null,
    Links: linksOf(task),
  };
}

function linksOf({ Id, SpaceId }: TaskDocument): Record<string, string> {
  const self = `/api/tasks/${Id}`;
  return {
    Self: self,
    Details: `${self}/details{?verbose,tail}`,
    Raw: `${self}/raw`,
    Cancel: `${self}/cancel`,
    QueuedBehind: `${self}/queued-behind{?skip,take}`,
    Interruptions: `/api/${SpaceId}/interruptions?regarding=${Id}`,
    Web: `/app#/${SpaceId}/tasks/${Id}`,
  };
}

/** Seconds between start and end, for people. */
function durationOf({ StartTime, CompletedTime }: TaskDocument): string | null {
  if (StartTime === null || CompletedTime === null) return null;
  const seconds = Math.round((Date.parse(CompletedTime) - Date.parse(StartTime)) / 1_000);
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** The logs of a task: its own, then those of its steps. */
function logsOf({ store }: World, taskId: string): TaskLogDocument[] {
  const logs: TaskLogDocument[] = [];
  const steps = store.get('TaskWalks', taskId)?.Actions.length ?? Number.POSITIVE_INFINITY;
  for (let number = 0; number <= steps; number += 1) {
    const log = store.get('TaskLogs', `${taskId}/${number}`);
    if (log !== undefined) logs.push(log);
    else if (steps === Number.POSITIVE_INFINITY) break;
  }
  return logs;
}

/** Details of a task: the tree of its log. */
export function showDetails(
  world: World,
  task: TaskDocument,
  options: { verbose: boolean; tail: number | undefined },
): Record<string, unknown> {
  const [root, ...steps] = logsOf(world, task.Id).map((log) => showLog(log, options));
  const done = steps.filter(({ ProgressPercentage }) => ProgressPercentage === 100).length;
  const percentage = isCompleted(task) ? 100 : steps.length === 0 ? 0 : Math.floor((100 * done) / (steps.length + 1));
  return {
    Task: showTask(task),
    ActivityLogs: root === undefined ? [] : [{ ...root, Children: steps }],
    Progress: { ProgressPercentage: percentage, EstimatedTimeRemaining: '' },
    PhysicalLogSize: rawLog(world, task).length,
    Links: linksOf(task),
  };
}

function showLog(log: TaskLogDocument, options: { verbose: boolean; tail: number | undefined }) {
  const lines = options.verbose ? log.Lines : log.Lines.filter(({ Category }) => Category !== 'Verbose');
  const tail = options.tail === undefined ? lines : lines.slice(-options.tail);
  return {
    Id: log.Id,
    Name: log.Name,
    Status: log.Status,
    Started: log.Started,
    Ended: log.Ended,
    ProgressPercentage: log.Ended === null ? 0 : 100,
    ProgressMessage: '',
    ShowAtSummaryLevel: true,
    Children: [],
    LogElements: tail.map((line) => ({ ...line, Detail: null })),
  };
}

const LABELS: Partial<Record<LogCategory, string>> = { Wait: 'Info', Highlight: 'Info' };

/** The log of a task as one text. */
export function rawLog(world: World, task: TaskDocument): string {
  const head = [`Task ID: ${task.Id}`, `Task status: ${task.State}`, ''];
  const blocks = logsOf(world, task.Id).flatMap((log) => [
    '',
    `                    | == ${log.Status}: ${log.Name} ==`,
    ...log.Lines.map(
      ({ OccurredAt, Category, MessageText }) =>
        `${OccurredAt.slice(11, 19)}   ${(LABELS[Category] ?? Category).padEnd(8)} |   ${MessageText}`,
    ),
  ]);
  return `${[...head, ...blocks].join('\n')}\n`;
}
