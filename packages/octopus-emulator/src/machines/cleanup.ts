import { durationMs } from '../machine-policies/durations.ts';
import type { World } from '../world.ts';
import { environmentsOfReached, reachedById } from './reached.ts';

/**
 * Deletes a target or a worker that stays unavailable for as long as its policy says. A policy that deletes but says no time
 * deletes nothing. [docs for the rule, guess for the moment: a server looks once an hour]
 */
export function removeSoonWhenUnavailable(world: World, id: string): void {
  const dueMs = removalMs(world, id);
  if (dueMs === undefined) return;
  world.clock.after(dueMs - world.clock.now(), () => {
    const due = removalMs(world, id);
    if (due === undefined) return;
    if (due > world.clock.now()) removeSoonWhenUnavailable(world, id);
    else remove(world, id);
  });
}

/** When it is to be deleted, or nothing when it is not. */
function removalMs(world: World, id: string): number | undefined {
  const document = reachedById(world, id);
  if (!document?.UnavailableSince) return undefined;
  const policy = world.store.get('MachinePolicies', document.MachinePolicyId)?.MachineCleanupPolicy;
  if (policy?.DeleteMachinesBehavior !== 'DeleteUnavailableMachines') return undefined;
  const elapsedMs = durationMs(policy.DeleteMachinesElapsedTimeSpan ?? '');
  return elapsedMs === undefined ? undefined : Date.parse(document.UnavailableSince) + elapsedMs;
}

function remove(world: World, id: string): void {
  const document = reachedById(world, id);
  if (document === undefined) return;
  const environmentIds = environmentsOfReached(world, id);
  world.store.remove('Machines', id);
  world.store.remove('Workers', id);
  world.record({
    category: 'Deleted',
    message: `Machine ${document.Name} was deleted: it was unavailable for longer than its policy allows`,
    related: [document.Id, ...environmentIds],
    spaceId: document.SpaceId,
  });
}
