import { type Api, ok, param, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf } from '../http/lookup.ts';
import { notFound } from '../http/problem.ts';
import type { Query } from '../http/query.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import { type EventGroup, histories, isPlace } from '../store/histories.ts';
import type { Found } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { mayViewEvent } from './access.ts';
import { registerEventArchiveRoutes } from './archive-routes.ts';
import { archiveOldEvents } from './archives.ts';
import { eventCategories, machineCategories } from './categories.ts';
import { eventsAsCsv } from './csv.ts';
import { documentTypeName, documentTypes } from './document-types.ts';
import { eventGroups, machineGroups } from './groups.ts';
import { type EventFilter, matchesGroup, matchingEvent, readEventFilter } from './rules.ts';
import type { EventDocument } from './state.ts';

type Context = RouteContext<SpaceDocument | undefined>;

export function registerEventRoutes(api: Api): void {
  api.mixed('GET', '/events', (context) => {
    const { query } = context;
    const found = list(context);
    if (query.flag('asCsv'))
      return { status: 200, body: eventsAsCsv(wholly(found)), contentType: 'text/csv; charset=utf-8' };
    const withoutChanges = query.flag('excludeDifference') ?? false;
    return pageReply(context, { itemType: 'Event', found, show: (event) => shownEvent(event, withoutChanges) });
  });
  api.mixed('GET', '/events/categories', ({ query }) => ok(forMachines(query) ? machineCategories : eventCategories));
  api.mixed('GET', '/events/groups', ({ query }) => ok(forMachines(query) ? machineGroups : eventGroups));
  api.mixed('GET', '/events/documenttypes', ({ world }) => {
    const types = world.store.groups('Events').flatMap(({ Types }) => Types);
    const all = [...new Set([...documentTypes, ...types])].filter((type) => type !== '').sort();
    return ok(all.map((type) => ({ Id: type, Name: documentTypeName(type) })));
  });
  api.mixed('GET', '/events/agents', (context) => {
    const agents = new Set(wholly(list(context)).map(({ UserAgent }) => UserAgent));
    return ok([...agents].filter((agent) => agent !== '').map((agent) => ({ Id: agent, Name: agent })));
  });
  registerEventArchiveRoutes(api);
  api.mixed('GET', '/events/:id', (context) => {
    const event = context.world.store.get('Events', param(context, 'id'));
    if (event === undefined || !visible(context)(histories.Events.group(event)))
      throw notFound('event', param(context, 'id'));
    return ok(shownEvent(event, false));
  });
}

/** Whether only what machine triggers can wait for is asked for. [client] */
function forMachines(query: Query): boolean {
  return query.text('appliesTo')?.toLowerCase() === 'machine';
}

/** Newest first. [docs] */
function list(context: Context): Found<EventDocument> {
  const { world, caller, space, query } = context;
  if (space !== undefined) caller.requirePermission('EventView', { spaceId: space.Id });
  else caller.requirePermission('EventView', {});
  archiveOldEvents(world);
  const filter = readEventFilter(query);
  const tagsOf = (id: string) => world.store.get('Tenants', id)?.TenantTags ?? [];
  const isVisible = visible(context);
  const group = (head: EventGroup) => matchesGroup(head, filter, tagsOf) && isVisible(head);
  const keeps = matchingEvent(filter);
  const few = fewEvents(world.store, filter);
  if (few === undefined) return world.store.newest('Events', { group, ...(keeps === undefined ? {} : { keeps }) });
  return few.filter((event) => group(histories.Events.group(event)) && (keeps?.(event) ?? true));
}

function wholly(found: Found<EventDocument>): readonly EventDocument[] {
  return found.slice(0, found.length);
}

/** The few events that a filter can be about, newest first: by ids, or by a document that is no place. */
function fewEvents(store: Store, { ids, regarding, regardingAny }: EventFilter): readonly EventDocument[] | undefined {
  if (ids.length > 0) return documentsOf(store, 'Events', ids);
  const one = regarding.find((id) => !isPlace(id));
  if (one !== undefined) return store.where('Events', 'Related', one).toReversed();
  if (regardingAny.length === 0 || regardingAny.some(isPlace)) return undefined;
  const related = regardingAny.flatMap((id) => store.where('Events', 'Related', id).map(({ Id }) => Id));
  return documentsOf(store, 'Events', related);
}

function visible({ caller, space }: Context): (event: EventGroup) => boolean {
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
