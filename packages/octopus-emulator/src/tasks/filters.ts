import { documentsOf } from '../http/lookup.ts';
import type { Query } from '../http/query.ts';
import type { TaskGroup } from '../store/histories.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import type { World } from '../world.ts';
import { isCompleted, isRunning } from './queue.ts';
import { NODE_ID, NODE_NAME } from './show.ts';
import type { TaskDocument } from './state.ts';
import { tasksAbout } from './tasks-about.ts';

type Keeps = (task: TaskDocument) => boolean;
type KeepsGroup = (group: TaskGroup) => boolean;

/** How a list of tasks is narrowed. */
export interface TaskFilter {
  readonly group: KeepsGroup;
  /** What needs the task itself; undefined when nothing does. */
  readonly keeps: Keeps | undefined;
  /** The few tasks, newest first, that all others need not be looked at for. */
  readonly among: readonly TaskDocument[] | undefined;
}

/** What a list of tasks is filtered by; a filter that is not given lets everything pass. [docs] */
export function taskFilter(world: World, query: Query): TaskFilter {
  const groups = groupFilters(world, query).filter((filter) => filter !== undefined);
  const others = taskFilters(world, query).filter((filter) => filter !== undefined);
  return {
    group: (head) => groups.every((keeps) => keeps(head)),
    keeps: others.length === 0 ? undefined : (task) => others.every((keeps) => keeps(task)),
    among: tasksRegarding(world.store, query),
  };
}

function groupFilters({ store }: World, query: Query): (KeepsGroup | undefined)[] {
  return [
    one(query.text('name'), (name) => (task) => task.Name.toLowerCase() === name.toLowerCase()),
    one(query.text('project'), (id) => (task) => task.ProjectId === id),
    one(query.text('environment'), (id) => (task) => task.EnvironmentId === id),
    one(query.text('tenant'), (id) => (task) => task.TenantId === id),
    one(query.text('runbook'), (id) => (task) => task.RunbookId === id),
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
    some(query.list('regarding').filter(isPlaceOfTask), (ids) => (task) => ids.every((id) => isIn(task, id))),
  ];
}

function taskFilters({ store }: World, query: Query): (Keeps | undefined)[] {
  const [regarding, regardingAny] = [query.list('regarding'), query.list('regardingAny')];
  return [
    one(query.text('partialName'), (text) => (task) => contains(task, text)),
    one(query.text('description'), (text) => (task) => contains(task, text)),
    one(query.text('node'), (node) => (task) => task.HasBeenPickedUpByProcessor && [NODE_ID, NODE_NAME].includes(node)),
    // Both kinds of `regarding`: all of the documents, or any of them.
    some(
      regarding.filter((id) => !isPlaceOfTask(id)),
      (ids) => (task) => ids.every((id) => concerns(store, task, id)),
    ),
    some(regardingAny, (ids) => (task) => ids.some((id) => concerns(store, task, id))),
    ...dateFilters(query),
  ];
}

const places = /^(?:Projects|Environments|Tenants|Runbooks)-/i;

function isPlaceOfTask(id: string): boolean {
  return places.test(id);
}

function isIn({ ProjectId, EnvironmentId, TenantId, RunbookId }: TaskGroup, id: string): boolean {
  return [ProjectId, EnvironmentId, TenantId, RunbookId].some((own) => own?.toLowerCase() === id);
}

/** The tasks that can regard what is no place; undefined when none is asked for. Chores name what they are about. */
function tasksRegarding(store: World['store'], query: Query): readonly TaskDocument[] | undefined {
  const all = query.list('regarding').filter((id) => !isPlaceOfTask(id));
  const any = query.list('regardingAny');
  if (all.length === 0 && (any.length === 0 || any.some(isPlaceOfTask))) return undefined;
  const chores = store.newest('ServerTasks', { group: ({ ProjectId }) => ProjectId === null });
  const about = (all.length > 0 ? all : any).flatMap((id) => tasksAbout(store, id));
  return documentsOf(store, 'ServerTasks', [...about, ...chores.slice(0, chores.length).map(({ Id }) => Id)]);
}

function one<T, K>(value: T | undefined, filter: (value: T) => K): K | undefined {
  return value === undefined ? undefined : filter(value);
}

function some<K>(values: readonly string[], filter: (values: readonly string[]) => K): K | undefined {
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
