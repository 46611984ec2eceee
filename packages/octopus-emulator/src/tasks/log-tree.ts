import type { Store } from '../store/store.ts';
import type { TaskLogDocument } from './state.ts';

/** A log with those of its parts. */
export interface LogTree {
  readonly log: TaskLogDocument;
  readonly parts: readonly LogTree[];
}

/**
 * The logs of a task as a tree: the task's own, under it its steps, under these what they did on each target. Parts are
 * numbered from 1 without a gap.
 */
export function logTree({ get }: Pick<Store, 'get'>, taskId: string): LogTree | undefined {
  const root = get('TaskLogs', `${taskId}/0`);
  return root && { log: root, parts: partsOf(taskId) };

  function partsOf(parent: string): LogTree[] {
    const parts: LogTree[] = [];
    for (let number = 1; ; number += 1) {
      const log = get('TaskLogs', `${parent}/${number}`);
      if (log === undefined) return parts;
      parts.push({ log, parts: partsOf(log.Id) });
    }
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
