import { serverVersion } from '../server/root.ts';
import { NODE_ID, NODE_NAME } from '../tasks/show.ts';
import { isDraining, taskCap } from '../tasks/task-cap.ts';
import { timeOf, type World } from '../world.ts';

/** The one node of the emulator. */
export function serverNode(world: World) {
  return {
    Id: NODE_ID,
    Name: NODE_NAME,
    MaxConcurrentTasks: taskCap(world),
    IsInMaintenanceMode: isDraining(world),
    IsOffline: false,
    LastSeen: timeOf(world),
    Version: serverVersion,
    Links: { Self: `/api/octopusservernodes/${NODE_ID}` },
  };
}
