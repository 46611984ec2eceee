import { type Api, ok, param, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import type { Query } from '../http/query.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import { mayViewEvent } from './access.ts';
import { registerEventArchiveRoutes } from './archive-routes.ts';
import { archiveOldEvents } from './archives.ts';
import { eventCategories, machineCategories } from './categories.ts';
import { eventsAsCsv } from './csv.ts';
import { documentTypeName, documentTypeOf, documentTypes } from './document-types.ts';
import { eventGroups, machineGroups } from './groups.ts';
import { matchesEvent, readEventFilter } from './rules.ts';
import type { EventDocument } from './state.ts';

type Context = RouteContext<SpaceDocument | undefined>;

export function registerEventRoutes(api: Api): void {
  api.mixed('GET', '/events', (context) => {
    const { query } = context;
    const found = list(context);
    if (query.flag('asCsv')) return { status: 200, body: eventsAsCsv(found), contentType: 'text/csv; charset=utf-8' };
    const withoutChanges = query.flag('excludeDifference') ?? false;
    return pageReply(context, { itemType: 'Event', found, show: (event) => shownEvent(event, withoutChanges) });
  });
  api.mixed('GET', '/events/categories', ({ query }) => ok(forMachines(query) ? machineCategories : eventCategories));
  api.mixed('GET', '/events/groups', ({ query }) => ok(forMachines(query) ? machineGroups : eventGroups));
  api.mixed('GET', '/events/documenttypes', ({ world }) => {
    const types = world.store.all('Events').flatMap((event) => event.RelatedDocumentIds.map(documentTypeOf));
    const all = [...new Set([...documentTypes, ...types])].filter((type) => type !== '').sort();
    return ok(all.map((type) => ({ Id: type, Name: documentTypeName(type) })));
  });
  api.mixed('GET', '/events/agents', (context) => {
    const agents = new Set(list(context).map(({ UserAgent }) => UserAgent));
    return ok([...agents].filter((agent) => agent !== '').map((agent) => ({ Id: agent, Name: agent })));
  });
  registerEventArchiveRoutes(api);
  api.mixed('GET', '/events/:id', (context) => {
    const event = context.world.store.get('Events', param(context, 'id'));
    if (event === undefined || !visible(context)(event)) throw notFound('event', param(context, 'id'));
    return ok(shownEvent(event, false));
  });
}

/** Whether only what machine triggers can wait for is asked for. [client] */
function forMachines(query: Query): boolean {
  return query.text('appliesTo')?.toLowerCase() === 'machine';
}

/** Newest first. [docs] */
function list(context: Context): readonly EventDocument[] {
  const { world, caller, space, query } = context;
  if (space !== undefined) caller.requirePermission('EventView', { spaceId: space.Id });
  else caller.requirePermission('EventView', {});
  archiveOldEvents(world);
  const filter = readEventFilter(query);
  const tagsOf = (id: string) => world.store.get('Tenants', id)?.TenantTags ?? [];
  const isVisible = visible(context);
  return world.store
    .all('Events')
    .filter((event) => matchesEvent(event, filter, tagsOf) && isVisible(event))
    .reverse();
}

function visible({ caller, space }: Context): (event: EventDocument) => boolean {
  return (event) => (space === undefined || event.SpaceId === space.Id) && mayViewEvent(caller, event);
}

function shownEvent(event: EventDocument, withoutChanges: boolean): object {
  const { ChangeDetails, ...rest } = event;
  return {
    ...rest,
    ...(withoutChanges || ChangeDetails === null ? {} : { ChangeDetails }),
    MessageHtml: null,
    MessageReferences: [],
    Comments: null,
    Details: null,
    IpAddress: null,
    Links: { Self: `/api/events/${event.Id}` },
  };
}
