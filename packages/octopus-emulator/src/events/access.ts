import type { Caller } from '../permissions/caller.ts';
import type { EventDocument } from './state.ts';

/** Restricted readers get only what is related to their projects, environments and tenants. [docs] */
export function mayViewEvent(caller: Caller, event: EventDocument): boolean {
  if (event.SpaceId === null) return caller.may('EventView', { spaceId: null });
  return caller.may('EventView', {
    spaceId: event.SpaceId,
    projectId: related(event, 'Projects-'),
    environmentId: related(event, 'Environments-'),
    tenantId: related(event, 'Tenants-'),
  });
}

function related(event: EventDocument, prefix: string): string | null {
  return event.RelatedDocumentIds.find((id) => id.startsWith(prefix)) ?? null;
}
