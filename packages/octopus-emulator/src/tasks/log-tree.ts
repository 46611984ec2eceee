import type { Store } from '../store/store.ts';
import type { TaskLogDocument } from './state.ts';

/** A log with those of its parts. */
export interface LogTree {
  readonly log: TaskLogDocument;
  readonly parts: readonly LogTree[];
}

/** Parts of the step 3 are numbered from 3001. */
const MOST_PARTS = 1_000;

/** The number of a part's log, by the numbers of its step and of it in the step, both from 1. */
export function partNumber(step: number, part: number): number {
  return step * MOST_PARTS + part;
}

/**
 * The logs of a task as a tree: the task's own, under it its steps, under these what they did on each target. Both are
 * numbered from 1 without a gap.
 */
export function logTree({ get }: Pick<Store, 'get'>, taskId: string): LogTree | undefined {
  const root = get('TaskLogs', `${taskId}/0`);
  return root && { log: root, parts: treesFrom(1, (step) => treesFrom(partNumber(step, 1), () => [])) };

  function treesFrom(first: number, partsOf: (number: number) => LogTree[]): LogTree[] {
    const trees: LogTree[] = [];
    for (let number = first; number < first + MOST_PARTS - 1; number += 1) {
      const log = get('TaskLogs', `${taskId}/${number}`);
      if (log === undefined) break;
      trees.push({ log, parts: partsOf(number) });
    }
    return trees;
  }
}

/** Removes every log of a task. */
export function removeLogs(store: Pick<Store, 'get' | 'remove'>, taskId: string): void {
  const tree = logTree(store, taskId);
  if (tree !== undefined) remove(tree);

  function remove({ log, parts }: LogTree): void {
    store.remove('TaskLogs', log.Id);
    for (const part of parts) remove(part);
  }
}

/** Ends the parts of a task that are at work, and leaves those that ended or never began. */
export function endRunningParts(
  store: Pick<Store, 'get' | 'put'>,
  taskId: string,
  end: { readonly status: 'Canceled' | 'Failed'; readonly ended: string },
): void {
  const tree = logTree(store, taskId);
  for (const part of tree?.parts ?? []) endPart(part);

  function endPart({ log, parts }: LogTree): void {
    if (log.Status === 'Running') store.put('TaskLogs', { ...log, Status: end.status, Ended: end.ended });
    for (const part of parts) endPart(part);
  }
}
