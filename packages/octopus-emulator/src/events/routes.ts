import { type Api, ok, param, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import { mayViewEvent } from './access.ts';
import { eventCategories } from './categories.ts';
import { documentTypeOf, matchesEvent, readEventFilter } from './rules.ts';
import type { EventDocument } from './state.ts';

type Context = RouteContext<SpaceDocument | undefined>;

export function registerEventRoutes(api: Api): void {
  api.mixed('GET', '/events', (context) =>
    pageReply(context, {
      itemType: 'Event',
      found: list(context),
      show: (event) => shownEvent(event, context.query.flag('excludeDifference') ?? false),
    }),
  );
  api.mixed('GET', '/events/categories', () => ok(eventCategories));
  api.mixed('GET', '/events/documenttypes', ({ world }) => {
    const types = world.store.all('Events').flatMap((event) => event.RelatedDocumentIds.map(documentTypeOf));
    return ok([...new Set(types)].filter((type) => type !== '').map((type) => ({ Id: type, Name: type })));
  });
  api.mixed('GET', '/events/:id', (context) => {
    const event = context.world.store.get('Events', param(context, 'id'));
    if (event === undefined || !visible(context)(event)) throw notFound('event', param(context, 'id'));
    return ok(shownEvent(event, false));
  });
}

/** Newest first. [docs] */
function list(context: Context): readonly EventDocument[] {
  const { world, caller, space, query } = context;
  if (space !== undefined) caller.requirePermission('EventView', { spaceId: space.Id });
  else caller.requirePermission('EventView', {});
  const filter = readEventFilter(query);
  const isVisible = visible(context);
  return world.store
    .all('Events')
    .filter((event) => matchesEvent(event, filter) && isVisible(event))
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
