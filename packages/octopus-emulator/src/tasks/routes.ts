import type { Engine } from '../engine.ts';
import { type Api, ok, type Reply } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import type { TaskGroup } from '../store/histories.ts';
import { taskTypes } from './chores/catalogue.ts';
import { rawLog, showDetails } from './details.ts';
import { taskFilter } from './filters.ts';
import { registerNodeRoutes } from './node.ts';
import { changeState, createTask, prioritizeTask, rerunTask } from './operations.ts';
import { activeTasks, isCompleted, queuedBehind } from './queue.ts';
import { showTask } from './show.ts';
import { scopeOf, type TaskContext, visibleTask } from './visible-task.ts';

/** Server tasks, for the whole server and for a space. */
export function registerTaskRoutes(api: Api, engine: Engine): void {
  registerNodeRoutes(api, () => engine.tasks.wake());
  api.mixed('GET', '/tasks', list);
  api.mixed('POST', '/tasks', (context) => createTask(context, engine));
  api.mixed('GET', '/tasks/tasktypes', ({ path }) => ok(taskTypes.map((type) => ({ ...type, Links: { Self: path } }))));
  api.mixed('GET', '/tasks/:id', (context) => ok(showTask(visibleTask(context, 'TaskView'))));
  api.mixed('GET', '/tasks/:id/details', (context) => {
    const task = visibleTask(context, 'TaskView');
    const { query } = context;
    const verbose = query.flag('verbose') ?? true;
    const ranges = query.text('ranges');
    return ok(showDetails(context.world, task, { verbose, tail: query.count('tail'), ranges }));
  });
  api.mixed('GET', '/tasks/:id/raw', (context) => ok(rawLog(context.world, visibleTask(context, 'TaskView'))));
  api.mixed('GET', '/tasks/:id/queued-behind', (context) => {
    const { world, caller } = context;
    const behind = queuedBehind(visibleTask(context, 'TaskView'), activeTasks(world.store));
    const found = behind.filter((task) => caller.may('TaskView', scopeOf(task)));
    return pageReply(context, { itemType: 'Task', found, show: showTask });
  });
  api.mixed('POST', '/tasks/:id/cancel', (context) => {
    const task = visibleTask(context, 'TaskCancel');
    if (isCompleted(task)) throw badRequest([`The task ${task.Id} has ended: it is ${task.State}.`]);
    return ok(showTask(task.State === 'Cancelling' ? task : engine.tasks.cancel(task, context.caller.user)));
  });
  api.mixed('POST', '/tasks/:id/state', changeState);
  api.mixed('POST', '/tasks/:id/prioritize', (context) => prioritizeTask(context, engine));
  api.mixed('POST', '/tasks/rerun/:id', (context) => rerunTask(context, engine));
}

/** Newest first; `ids` may name any number at once. Tasks that the caller may not see are left out. [docs] */
function list(context: TaskContext): Reply {
  const { world, caller, space, query } = context;
  if (space !== undefined) caller.requirePermission('TaskView', { spaceId: space.Id });
  const ids = query.list('ids');
  const filter = taskFilter(world, query);
  // Those of the whole server are among the others unless a space is asked for, or they are not wanted.
  const ofServer = space === undefined && (query.flag('includeSystem') ?? query.list('spaces').length === 0);
  const group = (task: TaskGroup) =>
    (task.SpaceId === null ? ofServer : space === undefined || task.SpaceId === space.Id) &&
    filter.group(task) &&
    caller.may('TaskView', scopeOf(task));
  const few = ids.length === 0 ? filter.among : documentsOf(world.store, 'ServerTasks', ids);
  const { keeps } = filter;
  const found =
    few?.filter((task) => group(task) && (keeps?.(task) ?? true)) ??
    world.store.newest('ServerTasks', { group, ...(keeps === undefined ? {} : { keeps }) });
  return pageReply(context, { itemType: 'Task', found, show: showTask });
}
