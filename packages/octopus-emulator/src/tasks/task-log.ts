import { timeOf, type World } from '../world.ts';
import type { LogCategory, LogStatus } from './state.ts';

/** Writes the log of one step of a task (number 0: of the task itself). */
export interface TaskLog {
  /** Shows the part before it begins. */
  plan(): void;
  line(category: LogCategory, text: string): void;
  /** A text as the log would tell it. */
  masked(text: string): string;
  begin(): void;
  end(status: LogStatus): void;
}

/** Shortest secret that is masked in a log. [docs] */
const SHORTEST_SECRET = 4;

/** Replaces secrets by stars, the longest first; those of up to three characters stay. [docs] */
function mask(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, '*****'), text);
}

/** The log of a part of a task, made when it is first written to. */
export function taskLog(
  world: World,
  options: { taskId: string; number: number; name: string; secrets?: () => readonly string[] },
): TaskLog {
  const id = `${options.taskId}/${options.number}`;
  const { store } = world;

  function current() {
    const fresh = { Id: id, Name: options.name, Status: 'Pending', Started: null, Ended: null, Lines: [] } as const;
    return store.get('TaskLogs', id) ?? fresh;
  }

  return {
    plan() {
      if (store.get('TaskLogs', id) === undefined) store.put('TaskLogs', current());
    },
    line(category, text) {
      const log = current();
      const line = {
        Category: category,
        OccurredAt: timeOf(world),
        MessageText: mask(text, options.secrets?.() ?? []),
      };
      store.put('TaskLogs', { ...log, Lines: [...log.Lines, line] });
    },
    masked: (text) => mask(text, options.secrets?.() ?? []),
    begin() {
      const log = current();
      store.put('TaskLogs', { ...log, Status: 'Running', Started: log.Started ?? timeOf(world), Ended: null });
    },
    end(status) {
      store.put('TaskLogs', { ...current(), Status: status, Ended: timeOf(world) });
    },
  };
}
