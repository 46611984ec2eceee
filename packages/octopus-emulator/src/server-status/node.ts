import { serverVersion } from '../server/root.ts';
import { timeOf, type World } from '../world.ts';

/** How many tasks a node carries out side by side. [guess] */
const maxConcurrentTasks = 5;

/** The one node of the emulator. */
export function serverNode(world: World) {
  const id = 'OctopusServerNodes-octotrain';
  return {
    Id: id,
    Name: 'octotrain',
    MaxConcurrentTasks: maxConcurrentTasks,
    IsInMaintenanceMode: false,
    IsOffline: false,
    LastSeen: timeOf(world),
    Version: serverVersion,
    Links: { Self: `/api/octopusservernodes/${id}` },
  };
}
