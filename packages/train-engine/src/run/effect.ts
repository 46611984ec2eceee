import type { Smoke } from '../file/train.ts';
import type { Subject, TaskStatus } from './event.ts';

/**
 * What the shell is to do. Every effect looks before it acts, is short, and has an id that is the same whenever it is asked for again; its
 * results come back as events. Plain JSON.
 */
export type Effect =
  | EnsureRelease
  | EnsureDeployment
  | EnsureApproval
  | Observe
  | RunSmoke
  | ReportDefect
  | CancelTask
  | FindAdded
  | LookAgain;

interface Base {
  readonly id: string;
}

/** Find the car's release by its version; create it only when `mayCreate`. */
export interface EnsureRelease extends Base {
  readonly kind: 'ensure-release';
  readonly car: string;
  readonly mayCreate: boolean;
}

/** Find the stop's deployment; post it only when `mayPost`. */
export interface EnsureDeployment extends Base {
  readonly kind: 'ensure-deployment';
  readonly stop: string;
  readonly try: number;
  readonly mayPost: boolean;
  /** The server may make it by itself: one of the same release, environment and tenant without a token is adopted. */
  readonly automatic: boolean;
}

/** Find the gate's approval run; start it only when `mayPost`. */
export interface EnsureApproval extends Base {
  readonly kind: 'ensure-approval';
  readonly gate: string;
  readonly try: number;
  readonly mayPost: boolean;
}

/** Ask for the state of tasks, many in one request, and for the interruptions of those that may have one. */
export interface Observe extends Base {
  readonly kind: 'observe';
  readonly tasks: readonly {
    readonly taskId: string;
    /** What is known already, so that only changes are looked into. */
    readonly known: { readonly state: TaskStatus; readonly pending: boolean } | null;
    /** Its answers matter even when nothing seems to be pending. */
    readonly interruptions: boolean;
  }[];
}

export interface RunSmoke extends Base {
  readonly kind: 'smoke';
  readonly stop: string;
  readonly index: number;
  readonly attempt: number;
  readonly smoke: Smoke;
  /** The task whose steps a step smoke asks for. */
  readonly taskId: string | null;
}

/** Find the defect that this run reported on the release; report it when there is none. */
export interface ReportDefect extends Base {
  readonly kind: 'report-defect';
  readonly stop: string;
  readonly detail: string;
}

export interface CancelTask extends Base {
  readonly kind: 'cancel-task';
  readonly taskId: string;
  /** The stop or gate whose task it is. */
  readonly of: string;
  readonly why: string;
}

/** Look for the deployments that the server adds by itself. */
export interface FindAdded extends Base {
  readonly kind: 'find-added';
  readonly car: string;
  readonly ids: readonly string[];
}

/** At the end: look for a second one of what may have been sent twice. */
export interface LookAgain extends Base {
  readonly kind: 'look-again';
  readonly of: Extract<Subject, { kind: 'deployment' | 'approval' }>;
  readonly try: number;
}
