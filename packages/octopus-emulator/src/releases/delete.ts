import { removeArtifactsOf } from '../artifacts/rules.ts';
import type { RouteContext } from '../http/api.ts';
import { badRequest } from '../http/problem.ts';
import { removeLogs } from '../tasks/log-tree.ts';
import { isCompleted } from '../tasks/queue.ts';
import type { World } from '../world.ts';
import { recordOnRelease } from './record.ts';
import type { ReleaseDocument } from './state.ts';

/** Deletes a release with its deployments, their tasks and defects. Refused while a task of it has not ended. [docs] */
export function removeRelease(context: RouteContext, release: ReleaseDocument): void {
  const { world } = context;
  const { store } = world;
  const deployments = store.where('Deployments', 'ReleaseId', release.Id);
  const open = deployments.some(({ TaskId }) => {
    const task = store.get('ServerTasks', TaskId);
    return task !== undefined && !isCompleted(task);
  });
  if (open) throw badRequest([`Release ${release.Version} has deployments that have not ended.`]);
  dropRelease(world, release);
  recordOnRelease(context, release, { category: 'Deleted', what: `deleted release ${release.Version}` });
}

/** Removes a release, none of whose tasks is at work, with all that belongs to it. */
export function dropRelease(world: World, release: ReleaseDocument): void {
  const { store } = world;
  const deployments = store.where('Deployments', 'ReleaseId', release.Id);
  for (const { Id, TaskId } of deployments) {
    removeTask(world, TaskId);
    store.remove('Deployments', Id);
  }
  for (const { Id } of store.where('Defects', 'ReleaseId', release.Id)) store.remove('Defects', Id);
  for (const { Id, ReleaseId } of store.all('AutomaticDeployments')) {
    if (ReleaseId === release.Id) store.remove('AutomaticDeployments', Id);
  }
  store.remove('Releases', release.Id);
}

/** Removes a task that has ended, with its log, interruptions and artifacts. */
export function removeTask({ store }: World, taskId: string): void {
  removeLogs(store, taskId);
  for (const { Id } of store.where('Interruptions', 'TaskId', taskId)) store.remove('Interruptions', Id);
  removeArtifactsOf(store, taskId);
  for (const { Id } of store.where('ServerTaskApprovals', 'ServerTaskId', taskId)) {
    store.remove('ServerTaskApprovals', Id);
  }
  store.remove('ServerTasks', taskId);
}
