import { z } from 'zod';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { flag } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { World } from '../world.ts';
import { NODE_ID, NODE_NAME } from './show.ts';
import { isDraining, taskCap } from './task-cap.ts';

const MOST_TASKS = 10_000;

const nodeSchema = z.object({
  MaxConcurrentTasks: z.number().int().min(1, 'must be at least 1').max(MOST_TASKS).nullish(),
  IsInMaintenanceMode: flag(false),
});

/** `PUT /octopusservernodes/{id}`: how many tasks the node does at a time, and whether it drains: begins no more. [client] */
export function registerNodeRoutes(api: Api, wake: () => void): void {
  api.system('PUT', '/octopusservernodes/:id', (context) => change(context, wake));
}

function change(context: RouteContext<undefined>, wake: () => void): Reply {
  const { world, caller, userAgent } = context;
  if (param(context, 'id') !== NODE_ID) throw notFound('server node', param(context, 'id'));
  caller.requirePermission('ConfigureServer', {});
  const written = validated(nodeSchema, context.body);
  const stored = world.store.get('Installations', 'Installation');
  if (stored === undefined) throw new Error('the server was never installed');
  const before = showNode(world);
  world.store.put('Installations', {
    ...stored,
    TaskCap: written.MaxConcurrentTasks ?? stored.TaskCap,
    IsDraining: written.IsInMaintenanceMode,
  });
  const after = showNode(world);
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} changed the node ${after.Name}`,
    related: [NODE_ID],
    user: caller.user,
    userAgent,
    before,
    after,
  });
  wake();
  return ok(after);
}

/** The one node of this server. */
function showNode(world: World) {
  return {
    Id: NODE_ID,
    Name: NODE_NAME,
    MaxConcurrentTasks: taskCap(world),
    IsInMaintenanceMode: isDraining(world),
    IsOffline: false,
    Links: { Self: `/api/octopusservernodes/${NODE_ID}` },
  };
}
