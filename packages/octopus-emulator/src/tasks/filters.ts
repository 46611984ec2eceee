import type { Query } from '../http/query.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import type { World } from '../world.ts';
import { isCompleted, isRunning } from './queue.ts';
import { NODE_ID, NODE_NAME } from './show.ts';
import type { TaskDocument } from './state.ts';

type Keeps = (task: TaskDocument) => boolean;

/** What a list of tasks is filtered by; a filter that is not given lets everything pass. [docs] */
export function taskFilter({ store }: World, query: Query): Keeps {
  const filters = [
    one(query.text('name'), (name) => (task) => task.Name.toLowerCase() === name.toLowerCase()),
    one(query.text('partialName'), (text) => (task) => contains(task, text)),
    one(query.text('description'), (text) => (task) => contains(task, text)),
    one(query.text('project'), (id) => (task) => task.ProjectId === id),
    one(query.text('environment'), (id) => (task) => task.EnvironmentId === id),
    one(query.text('tenant'), (id) => (task) => task.TenantId === id),
    one(query.text('runbook'), (id) => (task) => task.RunbookId === id),
    one(query.text('node'), (node) => (task) => task.HasBeenPickedUpByProcessor && [NODE_ID, NODE_NAME].includes(node)),
    // Nothing here is queued in batches.
    one(query.text('batch'), () => () => false),
    one(query.text('tenantTag'), (tag) => (task) => {
      const tenant = task.TenantId === null ? undefined : store.get('Tenants', task.TenantId);
      return tenant !== undefined && passesTagFilter(tenant.TenantTags, [tag]);
    }),
    one(query.flag('active'), (wanted) => (task) => wanted !== isCompleted(task)),
    one(query.flag('running'), (wanted) => (task) => wanted === isRunning(task)),
    one(query.flag('hasPendingInterruptions'), (wanted) => (task) => wanted === task.HasPendingInterruptions),
    one(query.flag('hasPendingPreconditions'), (wanted) => () => !wanted),
    one(query.flag('hasWarningsOrErrors'), (wanted) => (task) => wanted === task.HasWarningsOrErrors),
    some(query.list('states'), (states) => (task) => states.includes(task.State.toLowerCase())),
    some(
      query.list('spaces'),
      (spaces) => (task) => task.SpaceId !== null && spaces.includes(task.SpaceId.toLowerCase()),
    ),
    // Both kinds of `regarding`: all of the documents, or any of them.
    some(query.list('regarding'), (ids) => (task) => ids.every((id) => concerns(store, task, id))),
    some(query.list('regardingAny'), (ids) => (task) => ids.some((id) => concerns(store, task, id))),
    ...dateFilters(query),
  ].filter((filter) => filter !== undefined);
  return (task) => filters.every((keeps) => keeps(task));
}

function one<T>(value: T | undefined, filter: (value: T) => Keeps): Keeps | undefined {
  return value === undefined ? undefined : filter(value);
}

function some(values: readonly string[], filter: (values: readonly string[]) => Keeps): Keeps | undefined {
  return values.length === 0 ? undefined : filter(values.map((value) => value.toLowerCase()));
}

function contains(task: TaskDocument, text: string): boolean {
  return task.Description.toLowerCase().includes(text.toLowerCase());
}

/** Moments from and to, both inclusive; what has not happened is in no span. A text that is no time filters nothing. [guess] */
function dateFilters(query: Query): (Keeps | undefined)[] {
  const moments = [
    ['Queue', (task: TaskDocument) => task.QueueTime],
    ['Start', (task: TaskDocument) => task.StartTime],
    ['Completed', (task: TaskDocument) => task.CompletedTime],
  ] as const;
  return moments.flatMap(([word, momentOf]) => [
    one(timeOf(query, `from${word}Date`), (from) => (task) => Date.parse(momentOf(task) ?? '') >= from),
    one(timeOf(query, `to${word}Date`), (to) => (task) => Date.parse(momentOf(task) ?? '') <= to),
  ]);
}

function timeOf(query: Query, name: string): number | undefined {
  const at = Date.parse(query.text(name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function concerns(store: World['store'], task: TaskDocument, id: string): boolean {
  const { Id, SubjectId, ProjectId, EnvironmentId, TenantId, RunbookId, Arguments } = task;
  const named = [Id, SubjectId, ProjectId, EnvironmentId, TenantId, RunbookId].some((own) => own?.toLowerCase() === id);
  if (named || SubjectId === '')
    return (
      named ||
      Object.values(Arguments ?? {})
        .flat()
        .some((own) => isText(own, id))
    );
  return store.get('Deployments', SubjectId)?.ReleaseId.toLowerCase() === id;
}

function isText(value: unknown, id: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === id;
}
