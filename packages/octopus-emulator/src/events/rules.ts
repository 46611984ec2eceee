import type { Query } from '../http/query.ts';
import { type EventGroup, isPlace } from '../store/histories.ts';
import { internalCategories } from './categories.ts';
import { eventGroups } from './groups.ts';
import type { EventDocument } from './state.ts';

/** What a list of events is narrowed to. An empty list does not narrow. Kinds join with AND, values with OR. [guess] */
export interface EventFilter {
  readonly ids: readonly string[];
  /** Every one must be related. */
  readonly regarding: readonly string[];
  /** One of them must be related. */
  readonly regardingAny: readonly string[];
  readonly users: readonly string[];
  /** Related projects, project groups, environments, tenants: one list each. */
  readonly relatedTo: readonly (readonly string[])[];
  readonly categories: readonly string[];
  readonly documentTypes: readonly string[];
  /** Programs, by what they said of themselves. */
  readonly agents: readonly string[];
  /** Canonical tags, one of which a related tenant has. */
  readonly tags: readonly string[];
  /** A part of the message, in any case. [guess] */
  readonly text: readonly string[];
  readonly includeInternal: boolean;
  /** Numbers of events, both exclusive. [client, guess for exclusive] */
  readonly afterNumber: number;
  readonly beforeNumber: number;
  readonly spaces: readonly string[];
  readonly includeSystem: boolean;
  /** Inclusive and exclusive, in epoch milliseconds. [docs] */
  readonly fromMs: number;
  readonly toMs: number;
}

export function readEventFilter(query: Query): EventFilter {
  return {
    ids: query.list('ids'),
    regarding: query.list('regarding'),
    regardingAny: query.list('regardingAny'),
    users: [...query.list('user'), ...query.list('users')],
    relatedTo: ['projects', 'projectGroups', 'environments', 'tenants'].map((name) => query.list(name)),
    categories: [...query.list('eventCategories'), ...query.list('eventGroups').flatMap(categoriesOf)].map((category) =>
      category.toLowerCase(),
    ),
    documentTypes: query.list('documentTypes').map((type) => type.toLowerCase()),
    agents: query.list('eventAgents'),
    tags: query.list('tags').map((tag) => tag.toLowerCase()),
    text: ['name', 'partialName'].flatMap((name) => query.text(name)?.toLowerCase() ?? []),
    includeInternal: query.flag('includeInternalEvents') ?? query.flag('internal') ?? true,
    afterNumber: query.count('fromAutoId') ?? -1,
    beforeNumber: query.count('toAutoId') ?? Number.POSITIVE_INFINITY,
    spaces: query.list('spaces'),
    includeSystem: query.flag('includeSystem') ?? true,
    fromMs: timeOr(query.text('from'), Number.NEGATIVE_INFINITY),
    toMs: timeOr(query.text('to'), Number.POSITIVE_INFINITY),
  };
}

/** What a group stands for; an unknown one for nothing that there is. */
function categoriesOf(group: string): readonly string[] {
  return eventGroups.find(({ Id }) => Id.toLowerCase() === group.toLowerCase())?.EventCategories ?? [group];
}

function timeOr(text: string | undefined, fallback: number): number {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? fallback : ms;
}

type TagsOf = (tenantId: string) => readonly string[];

/** Whether events of a group can be asked for; `tagsOf` tells the tags of a tenant. */
export function matchesGroup(group: EventGroup, filter: EventFilter, tagsOf: TagsOf): boolean {
  const { Places: places } = group;
  return (
    filter.regarding.every((id) => !isPlace(id) || places.includes(id)) &&
    (!filter.regardingAny.every(isPlace) || anyOf(filter.regardingAny, (id) => places.includes(id))) &&
    anyOf(filter.users, (id) => id === group.UserId) &&
    filter.relatedTo.every((ids) => !ids.every(isPlace) || anyOf(ids, (id) => places.includes(id))) &&
    anyOf(filter.categories, (category) => category === group.Category.toLowerCase()) &&
    anyOf(filter.documentTypes, (type) => group.Types.some((own) => own.toLowerCase() === type)) &&
    anyOf(filter.agents, (agent) => agent === group.UserAgent) &&
    anyOf(filter.tags, (tag) => places.some((id) => tagsOf(id).some((own) => own.toLowerCase() === tag))) &&
    (filter.includeInternal || !internalCategories.has(group.Category)) &&
    inSpaces(group, filter)
  );
}

/** What is left to ask of an event whose group matches; undefined when nothing is. */
export function matchingEvent(filter: EventFilter): ((event: EventDocument) => boolean) | undefined {
  const { ids, regarding, regardingAny, relatedTo, fromMs, toMs, text } = filter;
  const isTimed = fromMs !== Number.NEGATIVE_INFINITY || toMs !== Number.POSITIVE_INFINITY;
  const isNumbered = filter.afterNumber !== -1 || filter.beforeNumber !== Number.POSITIVE_INFINITY;
  const areRelated = [...regarding, ...regardingAny, ...relatedTo.flat()].every(isPlace);
  if (ids.length === 0 && text.length === 0 && !isTimed && !isNumbered && areRelated) return undefined;
  return (event) => {
    const related = event.RelatedDocumentIds;
    const occurredMs = isTimed ? Date.parse(event.Occurred) : 0;
    return (
      anyOf(ids, (id) => id === event.Id) &&
      regarding.every((id) => related.includes(id)) &&
      anyOf(regardingAny, (id) => related.includes(id)) &&
      relatedTo.every((some) => anyOf(some, (id) => related.includes(id))) &&
      text.every((part) => event.Message.toLowerCase().includes(part)) &&
      isBetween(event, filter) &&
      (!isTimed || (occurredMs >= fromMs && occurredMs < toMs))
    );
  };
}

function anyOf(values: readonly string[], matches: (value: string) => boolean): boolean {
  return values.length === 0 || values.some(matches);
}

function inSpaces(event: Pick<EventDocument, 'SpaceId'>, filter: EventFilter): boolean {
  if (event.SpaceId === null) return filter.includeSystem;
  return anyOf(filter.spaces, (id) => id === event.SpaceId || id === 'all');
}

function isBetween({ Id }: EventDocument, { afterNumber, beforeNumber }: EventFilter): boolean {
  const number = Number(Id.slice(Id.lastIndexOf('-') + 1));
  return number > afterNumber && number < beforeNumber;
}
