import { documentsOf } from '../http/lookup.ts';
import type { Documents } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { activeTasks, isActiveState } from './queue.ts';

/**
 * The few deployments or runs that a list can be about, newest first: those of its ids, or, when it asks for no state but
 * active ones, those whose task has not ended. Undefined when neither narrows it.
 */
export function fewExecutions<C extends 'Deployments' | 'RunbookRuns'>(
  store: Store,
  asked: { collection: C; ids: readonly string[]; states: readonly string[] },
): readonly Documents[C][] | undefined {
  const { collection, ids, states } = asked;
  if (ids.length > 0) return documentsOf(store, collection, ids);
  if (states.length === 0 || !states.every(isActiveState)) return undefined;
  return documentsOf(
    store,
    collection,
    activeTasks(store).map(({ SubjectId }) => SubjectId),
  );
}
