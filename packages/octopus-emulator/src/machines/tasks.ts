import type { Reply, RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { showTask } from '../tasks/show.ts';
import type { TaskDocument } from '../tasks/state.ts';
import { isPlannedOn } from '../tasks/walk/state.ts';
import type { World } from '../world.ts';

/** Tasks that worked with a target, or are planned to, newest first. */
export function tasksOfMachine(context: RouteContext, machineId: string): Reply {
  const { world, caller, space, query } = context;
  const type = query.text('type')?.toLowerCase();
  const found = world.store
    .all('ServerTasks')
    .filter(
      (task) =>
        task.SpaceId === space.Id &&
        (type === undefined || task.Name.toLowerCase() === type) &&
        worksWith(world, task, machineId) &&
        caller.may('TaskView', {
          spaceId: task.SpaceId,
          projectId: task.ProjectId,
          environmentId: task.EnvironmentId,
          tenantId: task.TenantId,
        }),
    )
    .reverse();
  return pageReply(context, { itemType: 'Task', found, show: showTask });
}

function worksWith({ store }: World, task: TaskDocument, machineId: string): boolean {
  const subject = store.get('Deployments', task.SubjectId) ?? store.get('RunbookRuns', task.SubjectId);
  if (subject?.DeployedToMachineIds.includes(machineId)) return true;
  const walk = store.get('TaskWalks', task.Id);
  return walk !== undefined && isPlannedOn(walk, machineId);
}
