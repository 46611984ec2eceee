import type { OctopusApi } from '../api/api.ts';
import type { ServerTaskId } from '../ids/kinds.ts';
import type { Activity, TaskDetails } from '../wire-types.ts';
import { stepNameOf } from './steps.ts';

/** A line of a task's log. */
export interface LogLine {
  /** The step, without its number; undefined for lines of the task itself. */
  readonly step: string | undefined;
  /** The names of the nodes that it stands under, from the task down. */
  readonly path: readonly string[];
  /** `Info`, `Warning`, `Error`, `Fatal`, `Highlight`, `Verbose` and others. */
  readonly category: string;
  /** ISO 8601. */
  readonly at: string | undefined;
  readonly text: string;
}

/** A task with the tree of its log, verbose lines too. */
export async function readDetails(api: OctopusApi, taskId: ServerTaskId, signal?: AbortSignal): Promise<TaskDetails> {
  const params = { path: { id: taskId }, query: { verbose: true } };
  return (await api.GET('/api/tasks/{id}/details', { params, ...(signal ? { signal } : {}) })).data;
}

/** Gives the lines that were not there the last time, in the order of their times. A node only ever gets more lines. */
export function createLogReader(): (details: Pick<TaskDetails, 'ActivityLogs'>) => readonly LogLine[] {
  const told = new Map<string, number>();
  return ({ ActivityLogs }) => {
    const fresh = ActivityLogs.flatMap((root) => linesOf(root, [], told));
    // The sort is stable: lines of one time stay in the order of the tree.
    return fresh.sort((a, b) => timeOf(a) - timeOf(b));
  };
}

function linesOf(node: Activity, above: readonly string[], told: Map<string, number>): LogLine[] {
  const path = [...above, node.Name];
  const known = told.get(node.Id) ?? 0;
  told.set(node.Id, Math.max(known, node.LogElements.length));
  const stepNode = path[1];
  const own = node.LogElements.slice(known).map((line) => ({
    step: stepNode === undefined ? undefined : stepNameOf(stepNode),
    path,
    category: line.Category,
    at: line.OccurredAt ?? undefined,
    text: line.MessageText,
  }));
  return [...own, ...node.Children.flatMap((child) => linesOf(child, path, told))];
}

function timeOf({ at }: LogLine): number {
  return at === undefined ? 0 : Date.parse(at);
}
