import type { World } from '../world.ts';

/** How many tasks the node executes at a time: what was set over HTTP, else the emulator's option. */
export function taskCap({ store, taskCap: option }: Pick<World, 'store' | 'taskCap'>): number {
  return store.get('Installations', 'Installation')?.TaskCap ?? option;
}

/** Whether the node begins no more tasks; those at work go on. [docs] */
export function isDraining({ store }: Pick<World, 'store'>): boolean {
  return store.get('Installations', 'Installation')?.IsDraining === true;
}
