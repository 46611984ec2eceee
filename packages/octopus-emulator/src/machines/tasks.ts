import type { Reply, RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { showTask } from '../tasks/show.ts';
import type { TaskDocument } from '../tasks/state.ts';
import { scopeOf } from '../tasks/visible-task.ts';
import { isPlannedOn } from '../tasks/walk/state.ts';
import type { World } from '../world.ts';

/** Tasks that worked with a target, or are planned to, newest first. */
export function tasksOfMachine(context: RouteContext, machineId: string): Reply {
  const { world, caller, space, query } = context;
  const type = query.text('type')?.toLowerCase();
  const found = world.store.newest('ServerTasks', {
    group: ({ SpaceId, Name }) => SpaceId === space.Id && (type === undefined || Name.toLowerCase() === type),
    keeps: (task) => worksWith(world, task, machineId) && caller.may('TaskView', scopeOf(task)),
  });
  return pageReply(context, { itemType: 'Task', found, show: showTask });
}

function worksWith({ store }: World, task: TaskDocument, machineId: string): boolean {
  const named = task.Arguments?.MachineIds;
  if (Array.isArray(named) && named.includes(machineId)) return true;
  const subject = store.get('Deployments', task.SubjectId) ?? store.get('RunbookRuns', task.SubjectId);
  if (subject?.DeployedToMachineIds.includes(machineId)) return true;
  const walk = store.get('TaskWalks', task.Id);
  return walk !== undefined && isPlannedOn(walk, machineId);
}
