import { closeInterruptions } from '../../interruptions/pending.ts';
import type { World } from '../../world.ts';
import type { TaskDocument } from '../state.ts';
import { endTask } from '../transitions.ts';

const OLD = 'This task was begun by an older emulator, which this one cannot go on from. Do what it did anew.';

/** Fails the tasks whose walk an older emulator has written, in a form that is not known any more. Gives them. */
export function failOldWalks(world: World): TaskDocument[] {
  const { store } = world;
  return store
    .all('TaskWalks')
    .filter((walk) => !('Steps' in walk))
    .flatMap(({ Id }) => {
      const task = store.get('ServerTasks', Id);
      closeInterruptions(store, Id);
      if (task !== undefined) return [endTask(world, task, { state: 'Failed', error: OLD })];
      store.remove('TaskWalks', Id);
      return [];
    });
}
