import type { Caller } from '../permissions/caller.ts';
import type { EventGroup } from '../store/histories.ts';

/** Restricted readers get only what is related to their projects, environments and tenants. [docs] */
export function mayViewEvent(caller: Caller, event: Pick<EventGroup, 'SpaceId' | 'Places'>): boolean {
  if (event.SpaceId === null) return caller.may('EventView', { spaceId: null });
  return caller.may('EventView', {
    spaceId: event.SpaceId,
    projectId: related(event, 'Projects-'),
    environmentId: related(event, 'Environments-'),
    tenantId: related(event, 'Tenants-'),
  });
}

function related(event: Pick<EventGroup, 'Places'>, prefix: string): string | null {
  return event.Places.find((id) => id.startsWith(prefix)) ?? null;
}
