import { z } from 'zod';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { flag } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { serverNode } from '../server-status/node.ts';
import { NODE_ID } from './show.ts';

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
  const { LastSeen: _then, ...before } = serverNode(world);
  world.store.put('Installations', {
    ...stored,
    TaskCap: written.MaxConcurrentTasks ?? stored.TaskCap,
    IsDraining: written.IsInMaintenanceMode,
  });
  const after = serverNode(world);
  const { LastSeen: _now, ...settled } = after;
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} changed the node ${after.Name}`,
    related: [NODE_ID],
    user: caller.user,
    userAgent,
    before,
    after: settled,
  });
  wake();
  return ok(after);
}
