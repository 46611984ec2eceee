import type { MachineDocument } from '../machines/state.ts';
import type { ActionDocument, StepDocument } from '../processes/state.ts';
import type { LogCategory } from '../tasks/state.ts';
import type { Subject } from './subject.ts';

/** One action of a step, to be run on one target or on the server. */
export interface ActionRun {
  readonly subject: Subject;
  readonly step: StepDocument;
  readonly action: ActionDocument;
  /** Undefined: the action runs on the server. */
  readonly machine: MachineDocument | undefined;
  /** A text with its `#{…}` replaced. */
  evaluate(template: string): string;
  /** The value of a variable; undefined when there is none. */
  value(name: string): string | undefined;
  /** A property of the action with its `#{…}` replaced; undefined when it is absent or blank. */
  property(name: string): string | undefined;
  /** A property of the action as it is written. */
  rawProperty(name: string): string | undefined;
  /** Names of all variables that hold there. */
  names(): readonly string[];
  /** Values that must not appear in a log, as far as they are known before it begins. */
  secrets(): readonly string[];
}

/** What an action put out, also one that failed afterwards. */
interface ActionOutputs {
  readonly outputs?: Readonly<Record<string, string>>;
  /** Outputs that must not appear in a log. */
  readonly secrets?: readonly string[];
}

/** How an action ended. */
export type ActionResult = ActionOutputs &
  ({ readonly ok: true; readonly warning?: boolean } | { readonly ok: false; readonly error: string });

/** Where an executor reports to: lines as they come, and the end, once. */
export interface ActionReport {
  log(category: LogCategory, text: string): void;
  done(result: ActionResult): void;
}

/** An action that was begun. */
export interface ActionWork {
  /** Gives up on the action: nothing is reported after it. */
  stop(): void;
  /** Resolves when nothing of it is at work any more, after `stop` too; absent: then it is at work no more as soon as it is stopped. */
  readonly over?: Promise<void> | undefined;
}

/** Runs actions. The end may come within the call or any time later. */
export interface Executor {
  start(run: ActionRun, report: ActionReport): ActionWork;
  /** Stops everything that is at work, without a report, and starts nothing any more; absent: there is nothing to let go of. */
  close?(): Promise<void>;
}
