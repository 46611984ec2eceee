/** What the shell tells the engine: observations, which may be repeated, and intents, written down before each write. Plain JSON; `at` is epoch ms. */
export type RunEvent =
  | StartedEvent
  | ResumedEvent
  | { readonly type: 'time'; readonly at: number }
  | IntentEvent
  | { readonly type: 'not-sent'; readonly subject: Subject; readonly at: number }
  | RefusedEvent
  | ReleaseEvent
  | PostedEvent
  | ForeignEvent
  | DuplicateEvent
  | TaskEvent
  | SmokeEvent
  | DefectEvent
  | CancelEvent
  | AddedEvent
  | LookedEvent
  | { readonly type: 'finished'; readonly outcome: Outcome; readonly at: number };

/** How a run ends. */
export type Outcome = 'done' | 'failed';

/** What a write is about: a car's release, a stop's deployment, or a gate's runbook run. */
export type Subject =
  | { readonly kind: 'release'; readonly id: string }
  | { readonly kind: 'deployment'; readonly id: string }
  | { readonly kind: 'approval'; readonly id: string };

export interface Settings {
  /** How long a lost answer is looked for before the same thing may be posted again. */
  readonly settleMs: number;
  /** How long the server is given to make an automatic deployment. */
  readonly autoWaitMs: number;
  /** How often the server is asked while something is under way. */
  readonly pollMs: number;
}

export interface StartedEvent {
  readonly type: 'started';
  readonly run: string;
  readonly planHash: string;
  readonly settings: Settings;
  readonly at: number;
}

/** Somebody takes the run up again: what was in doubt is asked anew. */
interface ResumedEvent {
  readonly type: 'resumed';
  /** What another machine wrote down of the run is not here: whatever it may have sent is looked for until `settle` has passed. */
  readonly blind?: boolean;
  readonly at: number;
}

/** Written to the journal, and made durable, before the request is sent. */
interface IntentEvent {
  readonly type: 'intent';
  readonly subject: Subject;
  readonly try: number;
  readonly at: number;
}

/** The server said no, and nothing was made. */
interface RefusedEvent {
  readonly type: 'refused';
  readonly subject: Subject;
  readonly message: string;
  readonly at: number;
}

interface ReleaseEvent {
  readonly type: 'release';
  readonly car: string;
  readonly releaseId: string;
  readonly created: boolean;
  readonly at: number;
}

/** The deployment or runbook run of a subject is on the server: made just now, found by its token, or made by the server itself. */
interface PostedEvent {
  readonly type: 'posted';
  readonly subject: Subject;
  readonly id: string;
  readonly taskId: string;
  readonly source: Source;
  readonly at: number;
}

export type Source = 'created' | 'found' | 'server';

/** Something carries this stop's token and cannot be ours: it is never adopted. */
interface ForeignEvent {
  readonly type: 'foreign';
  readonly subject: Subject;
  readonly id: string;
  readonly reason: string;
  readonly at: number;
}

/** A second deployment or runbook run with the same token; the lowest id stands. */
interface DuplicateEvent {
  readonly type: 'duplicate';
  readonly subject: Subject;
  readonly id: string;
  readonly taskId: string;
  readonly cancelled: boolean;
  readonly at: number;
}

export type TaskStatus = 'Queued' | 'Executing' | 'Cancelling' | 'Success' | 'Failed' | 'Canceled' | 'TimedOut';

export interface TaskEvent {
  readonly type: 'task';
  readonly taskId: string;
  readonly state: TaskStatus;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly errorMessage: string | null;
  readonly interruptions: readonly Interruption[];
  readonly at: number;
}

export interface Interruption {
  readonly id: string;
  /** `ManualIntervention`, or a kind that the train does not know. */
  readonly kind: string;
  readonly title: string;
  readonly teamIds: readonly string[];
  readonly pending: boolean;
  readonly answer: Answer | null;
}

export interface Answer {
  readonly result: 'Proceed' | 'Abort' | 'other';
  readonly personId: string;
  readonly person: string;
  readonly notes: string | null;
}

export type SmokeResult = 'passed' | 'failed' | 'pending' | 'inconclusive';

export interface SmokeEvent {
  readonly type: 'smoke';
  readonly stop: string;
  readonly index: number;
  readonly result: SmokeResult;
  /** One line for people: `http 200 in 4 ms`. */
  readonly detail: string;
  readonly at: number;
}

interface DefectEvent {
  readonly type: 'defect';
  readonly stop: string;
  /** False when the server would not take it; `message` says why. */
  readonly reported: boolean;
  readonly message: string;
  readonly at: number;
}

interface CancelEvent {
  readonly type: 'cancel';
  readonly taskId: string;
  readonly why: string;
  readonly at: number;
}

/** A deployment that the server added by itself and that is no stop. */
interface AddedEvent {
  readonly type: 'added';
  readonly id: string;
  readonly deploymentId: string;
  readonly taskId: string;
  readonly at: number;
}

/** A look was taken for a second one. */
interface LookedEvent {
  readonly type: 'looked';
  readonly subject: Subject;
  readonly at: number;
}
