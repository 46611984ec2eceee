import type { Query } from '../http/query.ts';
import { internalCategories } from './categories.ts';
import { documentTypeOf } from './document-types.ts';
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

/** Whether an event is asked for; `tagsOf` tells the tags of a tenant. */
export function matchesEvent(
  event: EventDocument,
  filter: EventFilter,
  tagsOf: (tenantId: string) => readonly string[],
): boolean {
  const related = event.RelatedDocumentIds;
  const occurredMs = Date.parse(event.Occurred);
  return (
    anyOf(filter.ids, (id) => id === event.Id) &&
    filter.regarding.every((id) => related.includes(id)) &&
    anyOf(filter.regardingAny, (id) => related.includes(id)) &&
    anyOf(filter.users, (id) => id === event.UserId) &&
    filter.relatedTo.every((ids) => anyOf(ids, (id) => related.includes(id))) &&
    anyOf(filter.categories, (category) => category === event.Category.toLowerCase()) &&
    anyOf(filter.documentTypes, (type) => related.some((id) => documentTypeOf(id).toLowerCase() === type)) &&
    anyOf(filter.agents, (agent) => agent === event.UserAgent) &&
    anyOf(filter.tags, (tag) => related.some((id) => tagsOf(id).some((own) => own.toLowerCase() === tag))) &&
    filter.text.every((text) => event.Message.toLowerCase().includes(text)) &&
    (filter.includeInternal || !internalCategories.has(event.Category)) &&
    isBetween(event, filter) &&
    inSpaces(event, filter) &&
    occurredMs >= filter.fromMs &&
    occurredMs < filter.toMs
  );
}

function anyOf(values: readonly string[], matches: (value: string) => boolean): boolean {
  return values.length === 0 || values.some(matches);
}

function inSpaces(event: EventDocument, filter: EventFilter): boolean {
  if (event.SpaceId === null) return filter.includeSystem;
  return anyOf(filter.spaces, (id) => id === event.SpaceId || id === 'all');
}

function isBetween({ Id }: EventDocument, { afterNumber, beforeNumber }: EventFilter): boolean {
  const number = Number(Id.slice(Id.lastIndexOf('-') + 1));
  return number > afterNumber && number < beforeNumber;
}
