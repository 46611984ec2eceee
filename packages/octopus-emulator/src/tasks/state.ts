/** A server task: the work of one deployment or runbook run, or a chore of the server. */
export interface TaskDocument {
  readonly Id: string;
  /** Null: a chore of the whole server. */
  readonly SpaceId: string | null;
  /** Its kind: `Deploy`, `RunbookRun`, or one of the chores. */
  readonly Name: string;
  readonly Description: string;
  readonly State: TaskState;
  readonly ProjectId: string | null;
  readonly EnvironmentId: string | null;
  readonly TenantId: string | null;
  readonly RunbookId: string | null;
  /** Id of the deployment or runbook run; empty for chores. */
  readonly SubjectId: string;
  /** What a chore was given. */
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly QueueTime: string;
  readonly QueueTimeExpiry: string | null;
  readonly StartTime: string | null;
  readonly CompletedTime: string | null;
  readonly LastUpdatedTime: string;
  readonly ErrorMessage: string | null;
  readonly HasPendingInterruptions: boolean;
  readonly HasWarningsOrErrors: boolean;
  readonly HasBeenPickedUpByProcessor: boolean;
  /** Tasks with the same key never execute side by side. */
  readonly ConcurrencyKey: string;
  /** Set while an intervention waits that keeps the key to itself. */
  readonly HoldsKey: boolean;
  readonly Priority: boolean;
  /** It waits in the queue for people only: nothing of it can start. */
  readonly Paused?: boolean;
  /** It may not start before people have approved it. */
  readonly AwaitsApproval?: boolean;
  /** What it waits for people to answer. */
  readonly PendingInterruptionTypes?: readonly string[];
  /** The task and the unit of it that started this one as a child deployment. */
  readonly Parent?: { readonly TaskId: string; readonly Unit: string };
}

export type TaskState = 'Queued' | 'Executing' | 'Cancelling' | 'Success' | 'Failed' | 'Canceled' | 'TimedOut';

/** The log of a part of a task; its id is the task's, a slash and the number of the step, or of a part of it. Number 0 is the task itself. */
export interface TaskLogDocument {
  readonly Id: string;
  readonly Name: string;
  readonly Status: LogStatus;
  readonly Started: string | null;
  readonly Ended: string | null;
  readonly Lines: readonly LogLine[];
}

export type LogStatus = 'Pending' | 'Running' | 'Success' | 'Failed' | 'Skipped' | 'SuccessWithWarning' | 'Canceled';

interface LogLine {
  readonly Category: LogCategory;
  readonly OccurredAt: string;
  readonly MessageText: string;
}

export type LogCategory = 'Verbose' | 'Info' | 'Highlight' | 'Wait' | 'Warning' | 'Error' | 'Fatal';
