import type { World } from '../world.ts';
import type { HealthStatus, ReachedDocument } from './state.ts';

/** A target or a worker, by id: their collections give ids of their own. */
export function reachedById({ store }: Pick<World, 'store'>, id: string): ReachedDocument | undefined {
  return store.get('Machines', id) ?? store.get('Workers', id);
}

/** Keeps what changed of a target or a worker. */
export function keepReached(
  { store }: Pick<World, 'store'>,
  id: string,
  change: Partial<
    Pick<ReachedDocument, 'HealthStatus' | 'StatusSummary' | 'LastChecked' | 'UnavailableSince' | 'Endpoint'>
  >,
): void {
  const machine = store.get('Machines', id);
  if (machine !== undefined) store.put('Machines', { ...machine, ...change });
  const worker = store.get('Workers', id);
  if (worker !== undefined) store.put('Workers', { ...worker, ...change });
}

/** Environments that an event about it concerns: a worker has none. */
export function environmentsOfReached({ store }: Pick<World, 'store'>, id: string): readonly string[] {
  return store.get('Machines', id)?.EnvironmentIds ?? [];
}

/** The older form of the health. [client] */
export function statusOf(document: { readonly IsDisabled: boolean; readonly HealthStatus: HealthStatus }): string {
  if (document.IsDisabled) return 'Disabled';
  if (document.HealthStatus === 'Unknown') return 'Unknown';
  return document.HealthStatus === 'Unavailable' ? 'Offline' : 'Online';
}
