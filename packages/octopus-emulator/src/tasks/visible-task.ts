import { param, type RouteContext } from '../http/api.ts';
import { notFound } from '../http/problem.ts';
import type { Permission } from '../permissions/names.ts';
import type { Scope } from '../permissions/rules.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import type { TaskGroup } from '../store/histories.ts';
import type { TaskDocument } from './state.ts';

/** What a handler of tasks gets: they answer in a space and without one. */
export type TaskContext = RouteContext<SpaceDocument | undefined>;

/** Where a task belongs, for permissions. */
export function scopeOf(task: TaskGroup): Scope {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = task;
  return { spaceId, projectId, environmentId, tenantId };
}

/** The task of the path's `id`, when the caller may do that with it. Those of the server are found from every space. [client] */
export function visibleTask(context: TaskContext, permission: Permission): TaskDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const task = world.store.get('ServerTasks', id);
  const elsewhere = task?.SpaceId != null && space !== undefined && task.SpaceId !== space.Id;
  if (task === undefined || elsewhere) throw notFound('task', id);
  caller.requirePermission(permission, scopeOf(task));
  return task;
}
