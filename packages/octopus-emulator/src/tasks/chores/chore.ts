import type { Work } from '../../execution/work.ts';
import type { World } from '../../world.ts';
import type { LogCategory, TaskDocument } from '../state.ts';
import type { TaskLog } from '../task-log.ts';

/** A chore at work. */
interface ChoreRun {
  readonly world: World;
  readonly task: TaskDocument;
  /** Writes to the log of the task itself. */
  log(category: LogCategory, text: string): void;
  /** The log of a part of the task, such as one target. */
  part(name: string): TaskLog;
}

/** How a chore ended. */
export type ChoreEnd =
  | { readonly ok: true; readonly warning?: boolean }
  | { readonly ok: false; readonly error: string };

/** A kind of task that is no deployment and no run of a runbook. */
export interface Chore {
  /** The task's `Name`. */
  readonly name: string;
  /** What people read of it. */
  readonly title: string;
  /** Whether it belongs to the whole server unless a space is named. [guess for which do] */
  readonly ofServer: boolean;
  /** Whether callers may queue it. [client] */
  readonly mayQueue: boolean;
  /** What is wrong with its arguments; sentences. */
  problems?(
    world: World,
    order: { spaceId: string | null; args: Readonly<Record<string, unknown>> },
  ): readonly string[];
  run(chore: ChoreRun): Work<ChoreEnd>;
}
