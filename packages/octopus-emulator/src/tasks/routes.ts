import type { Engine } from '../engine.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { Query } from '../http/query.ts';
import type { Permission } from '../permissions/names.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import type { World } from '../world.ts';
import { isCompleted, isRunning, queuedBehind } from './queue.ts';
import { rawLog, showDetails, showTask } from './show.ts';
import type { TaskDocument } from './state.ts';

type Context = RouteContext<SpaceDocument | undefined>;

/** Server tasks, for the whole server and for a space. */
export function registerTaskRoutes(api: Api, engine: Engine): void {
  api.mixed('GET', '/tasks', list);
  api.mixed('GET', '/tasks/:id', (context) => ok(showTask(visibleTask(context, 'TaskView'))));
  api.mixed('GET', '/tasks/:id/details', (context) => {
    const task = visibleTask(context, 'TaskView');
    const verbose = context.query.flag('verbose') ?? true;
    return ok(showDetails(context.world, task, { verbose, tail: context.query.count('tail') }));
  });
  api.mixed('GET', '/tasks/:id/raw', (context) => ok(rawLog(context.world, visibleTask(context, 'TaskView'))));
  api.mixed('GET', '/tasks/:id/queued-behind', (context) => {
    const found = queuedBehind(visibleTask(context, 'TaskView'), context.world.store.all('ServerTasks'));
    return pageReply(context, { itemType: 'Task', found, show: showTask });
  });
  api.mixed('POST', '/tasks/:id/cancel', (context) => {
    const task = visibleTask(context, 'TaskCancel');
    if (isCompleted(task)) throw badRequest([`The task ${task.Id} has ended: it is ${task.State}.`]);
    return ok(showTask(task.State === 'Cancelling' ? task : engine.tasks.cancel(task, context.caller.user)));
  });
}

function scopeOf(task: TaskDocument) {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = task;
  return { spaceId, projectId, environmentId, tenantId };
}

function visibleTask(context: Context, permission: Permission): TaskDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const task = world.store.get('ServerTasks', id);
  if (task === undefined || (space !== undefined && task.SpaceId !== space.Id)) throw notFound('task', id);
  caller.requirePermission(permission, scopeOf(task));
  return task;
}

/** Newest first; `ids` may name any number at once. Tasks that the caller may not see are left out. [docs] */
function list(context: Context): Reply {
  const { world, caller, space, query } = context;
  if (space !== undefined) caller.requirePermission('TaskView', { spaceId: space.Id });
  const ids = new Set(query.list('ids'));
  const keeps = filterOf(world, query);
  const found = world.store
    .all('ServerTasks')
    .filter((task) => space === undefined || task.SpaceId === space.Id)
    .filter((task) => (ids.size === 0 || ids.has(task.Id)) && keeps(task) && caller.may('TaskView', scopeOf(task)))
    .reverse();
  return pageReply(context, { itemType: 'Task', found, show: showTask });
}

/** The filters of a list of tasks; those that are not given let everything pass. */
function filterOf({ store }: World, query: Query): (task: TaskDocument) => boolean {
  const [states, spaces] = [query.list('states'), query.list('spaces')];
  const [name, partial] = [query.text('name'), query.text('partialName')?.toLowerCase()];
  const [project, environment] = [query.text('project'), query.text('environment')];
  const [tenant, runbook] = [query.text('tenant'), query.text('runbook')];
  const [active, running] = [query.flag('active'), query.flag('running')];
  const [pending, warned] = [query.flag('hasPendingInterruptions'), query.flag('hasWarningsOrErrors')];
  const regarding = [...query.list('regarding'), ...query.list('regardingAny')];
  return (task) =>
    (states.length === 0 || states.includes(task.State)) &&
    (spaces.length === 0 || spaces.includes(task.SpaceId)) &&
    (name === undefined || task.Name === name) &&
    (partial === undefined || task.Description.toLowerCase().includes(partial)) &&
    (project === undefined || task.ProjectId === project) &&
    (environment === undefined || task.EnvironmentId === environment) &&
    (tenant === undefined || task.TenantId === tenant) &&
    (runbook === undefined || task.RunbookId === runbook) &&
    (active === undefined || active !== isCompleted(task)) &&
    (running === undefined || running === isRunning(task)) &&
    (pending === undefined || pending === task.HasPendingInterruptions) &&
    (warned === undefined || warned === task.HasWarningsOrErrors) &&
    (regarding.length === 0 || regarding.some((id) => concerns(store.get('Deployments', task.SubjectId), task, id)));
}

function concerns(deployment: { readonly ReleaseId: string } | undefined, task: TaskDocument, id: string): boolean {
  const { Id, SubjectId, ProjectId, EnvironmentId, TenantId, RunbookId } = task;
  return [Id, SubjectId, ProjectId, EnvironmentId, TenantId, RunbookId, deployment?.ReleaseId].includes(id);
}
