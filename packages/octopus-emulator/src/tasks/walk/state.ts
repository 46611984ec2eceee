/** How far a started task has come; its id is the task's. Removed when the task ends. */
export interface TaskWalkDocument {
  readonly Id: string;
  /** One for each step of the process, in its order. */
  readonly Steps: readonly WalkStep[];
  /** What was started, by `unitKey`. */
  readonly Units: Readonly<Record<string, WalkUnit>>;
  /** Why a step failed; null as long as none did. */
  readonly Failure: string | null;
  /** Output variables by their full names. */
  readonly Outputs: Readonly<Record<string, string>>;
  /** Values of output variables that must not appear in a log. */
  readonly Secrets?: readonly string[];
  /** Targets that somebody left out of the rest. */
  readonly ExcludedMachineIds: readonly string[];
}

/** A step as it was planned when the task started, and where it is. */
export interface WalkStep {
  /** Steps of the same group run beside each other. */
  readonly Group: number;
  /** Indexes of the actions that belong to the run. */
  readonly ActionIndexes: readonly number[];
  /** Targets that it runs on; one null for the server. */
  readonly Lanes: readonly (string | null)[];
  /** Each target goes through all actions by itself, in a window of so many; else action by action. */
  readonly Rolling: boolean;
  /** How many targets are worked on at a time; known once the step has begun. */
  readonly Limit: number;
  readonly State: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Skipped';
}

/** One action on one target. */
export interface WalkUnit {
  readonly Status: 'Running' | 'Backoff' | 'Waiting' | 'Succeeded' | 'Failed' | 'Skipped' | 'Excluded';
  /** From 1. */
  readonly Attempt: number;
  readonly Warned: boolean;
  /** What it waits for a person to answer. */
  readonly InterruptionId: string | null;
  /** The task of the deployment that it started. */
  readonly ChildTaskId: string | null;
}

/** Where a unit is in its walk: indexes of the step, of the action among the planned ones, and of the lane. */
export interface UnitAt {
  readonly step: number;
  readonly action: number;
  readonly lane: number;
}

export function unitKey({ step, action, lane }: UnitAt): string {
  return `${step}/${action}/${lane}`;
}

/** The place that a key was made of. */
export function unitAt(key: string): UnitAt {
  const [step = 0, action = 0, lane = 0] = key.split('/').map(Number);
  return { step, action, lane };
}

/** Whether a walk works with a target, or is to. */
export function isPlannedOn({ Steps }: Pick<TaskWalkDocument, 'Steps'>, machineId: string): boolean {
  return Steps.some(({ Lanes }) => Lanes.includes(machineId));
}
