import type { Plan } from '../plan/plan.ts';
import type { Interruption, Outcome, Settings, SmokeResult, Source, StartedEvent, TaskStatus } from './event.ts';

/**
 * What is known of a run: facts only, so that folding the journal's events gives it back. What the facts mean (which stop waits, which may go)
 * is derived by `assess`.
 */
export interface RunState {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly planHash: string;
  readonly settings: Settings;
  readonly startedAt: number;
  /** The latest time heard of; never goes back. */
  readonly now: number;
  readonly cars: Readonly<Record<string, CarState>>;
  readonly stops: Readonly<Record<string, StopState>>;
  /** Gates that are asked through the approval runbook. */
  readonly gates: Readonly<Record<string, Posting>>;
  readonly added: Readonly<Record<string, AddedState>>;
  /** By task id. */
  readonly tasks: Readonly<Record<string, TaskState>>;
  /** Task id → why it was cancelled. */
  readonly cancelled: Readonly<Record<string, string>>;
  /** Since when what an unknown journal may have sent is looked for; null while all that was sent is known. */
  readonly blindSince: number | null;
  readonly duplicates: readonly { readonly subject: string; readonly id: string; readonly cancelled: boolean }[];
  readonly finished: { readonly outcome: Outcome; readonly at: number } | null;
}

export interface CarState {
  readonly releaseId: string | null;
  readonly releaseAt: number | null;
  readonly created: boolean;
  readonly refused: string | null;
}

/** Something that is posted once: a deployment or a runbook run. */
export interface Posting {
  readonly try: number;
  /** When a request was about to be sent, without word of what became of it. */
  readonly intentAt: number | null;
  readonly id: string | null;
  readonly taskId: string | null;
  readonly source: Source | null;
  readonly postedAt: number | null;
  readonly refused: string | null;
  readonly foreign: string | null;
  /** Since when there may be a second one; null when there cannot be, or a look was taken for it. */
  readonly doubtAt: number | null;
}

export interface StopState extends Posting {
  readonly smoke: Readonly<Record<string, SmokeState>>;
  readonly defect: { readonly reported: boolean; readonly message: string } | null;
}

export interface SmokeState {
  readonly attempts: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly result: SmokeResult;
  readonly detail: string;
}

export interface AddedState {
  readonly deploymentId: string;
  readonly taskId: string;
}

export interface TaskState {
  readonly state: TaskStatus;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly errorMessage: string | null;
  readonly interruptions: readonly Interruption[];
  /** When this state was first seen. */
  readonly since: number;
  /** The `at` of the observation that these facts are from: an older one is not believed. */
  readonly heardAt: number;
}

const nothingPosted: Posting = {
  try: 1,
  intentAt: null,
  id: null,
  taskId: null,
  source: null,
  postedAt: null,
  refused: null,
  foreign: null,
  doubtAt: null,
};

/** The state at the start of a run. */
export function initialState(plan: Plan, started: StartedEvent): RunState {
  return {
    schemaVersion: 1,
    run: started.run,
    planHash: started.planHash,
    settings: started.settings,
    startedAt: started.at,
    now: started.at,
    cars: Object.fromEntries(
      plan.cars.map((car): [string, CarState] => [
        car.id,
        {
          releaseId: car.releaseId,
          releaseAt: car.releaseId === null ? null : started.at,
          created: false,
          refused: null,
        },
      ]),
    ),
    stops: Object.fromEntries(
      plan.stops.map((stop): [string, StopState] => [stop.id, { ...nothingPosted, smoke: {}, defect: null }]),
    ),
    gates: Object.fromEntries(
      plan.gates
        .filter((gate) => gate.through === 'runbook')
        .map((gate): [string, Posting] => [gate.id, nothingPosted]),
    ),
    added: {},
    tasks: {},
    cancelled: {},
    blindSince: null,
    duplicates: [],
    finished: null,
  };
}
