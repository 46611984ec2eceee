import type { Query } from '../http/query.ts';
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
    categories: query.list('eventCategories').map((category) => category.toLowerCase()),
    documentTypes: query.list('documentTypes').map((type) => type.toLowerCase()),
    spaces: query.list('spaces'),
    includeSystem: query.flag('includeSystem') ?? true,
    fromMs: timeOr(query.text('from'), Number.NEGATIVE_INFINITY),
    toMs: timeOr(query.text('to'), Number.POSITIVE_INFINITY),
  };
}

function timeOr(text: string | undefined, fallback: number): number {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? fallback : ms;
}

export function matchesEvent(event: EventDocument, filter: EventFilter): boolean {
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

/** The collection in a document's id: `Deployments` of `Deployments-12`. */
export function documentTypeOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('-')));
}
