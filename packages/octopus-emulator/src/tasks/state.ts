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
}

export type TaskState = 'Queued' | 'Executing' | 'Cancelling' | 'Success' | 'Failed' | 'Canceled' | 'TimedOut';

/** How far a started task has come; its id is the task's. Removed when the task ends. */
export interface TaskWalkDocument {
  readonly Id: string;
  readonly Actions: readonly PlannedAction[];
  /** Index of the action that runs or waits. */
  readonly At: number;
  /** Index of the target within that action. */
  readonly MachineAt: number;
  /** Why a step failed; null as long as none did. */
  readonly Failure: string | null;
  /** Output variables by their full names. */
  readonly Outputs: Readonly<Record<string, string>>;
  readonly WaitsFor: string | null;
}

/** An action as it was planned when the task started. */
export interface PlannedAction {
  readonly StepIndex: number;
  readonly ActionIndex: number;
  /** Targets it runs on, one after another; empty for actions of the server. */
  readonly MachineIds: readonly string[];
  /** Why it is left out. */
  readonly Skip: string | null;
}

/** The log of one step; its id is the task's, a slash and the step's number. Number 0 is the task itself. */
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
