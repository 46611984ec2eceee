import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { registerResource, shown } from '../resource/register.ts';
import { readOrder } from '../resource/sort-order.ts';
import { workers } from '../workers/resource.ts';
import { poolsOf, workerPools } from './resource.ts';
import { poolTypes } from './state.ts';
import { poolsSummary } from './summary.ts';
import { workerTypes } from './worker-types.ts';

/** Worker pools: their order, their kinds, and the workers in them. */
export function registerWorkerPoolRoutes(api: Api): void {
  registerResource(api, workerPools);
  api.space('PUT', '/workerpools/sortorder', sort);
  api.space('GET', '/workerpools/summary', poolsSummary);
  api.space('GET', '/workerpools/dynamicworkertypes', ({ caller, space, path }) => {
    caller.requirePermission('WorkerView', { spaceId: space.Id });
    return ok({ WorkerTypes: workerTypes, Links: { Self: path } });
  });
  api.space('GET', '/workerpools/supportedtypes', ({ caller, space, path }) => {
    caller.requirePermission('WorkerView', { spaceId: space.Id });
    return ok({ SupportedPoolTypes: poolTypes, Links: { Self: path } });
  });
  api.space('GET', '/workerpools/:id/workers', (context) => {
    const pool = findDocument(workerPools, context, param(context, 'id'));
    const inside = viewable(workers, context).filter(({ WorkerPoolIds }) => WorkerPoolIds.includes(pool.Id));
    return pageReply(context, {
      itemType: 'Worker',
      found: [...filtered(inside, context.query)].sort(byName),
      show: (worker) => shown(workers, worker, context),
    });
  });
}

function sort(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('WorkerEdit', { spaceId: space.Id });
  const known = poolsOf(world, space.Id);
  const order = readOrder(context.body, { known, kind: 'worker pool' });
  for (const pool of known) world.store.put('WorkerPools', { ...pool, SortOrder: order.indexOf(pool.Id) });
  world.record({
    category: 'Modified',
    message: 'The order of worker pools was changed',
    related: order,
    spaceId: space.Id,
    user: caller.user,
    userAgent: context.userAgent,
  });
  return ok(undefined);
}
