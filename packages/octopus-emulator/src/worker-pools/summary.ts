import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { filtered } from '../http/listing.ts';
import { countReached } from '../machines/counts.ts';
import { filteredReached } from '../machines/filter.ts';
import { viewable } from '../resource/find.ts';
import { shown } from '../resource/register.ts';
import { workers } from '../workers/resource.ts';
import { workerPools } from './resource.ts';

/** `GET /workerpools/summary`: the workers of all pools counted. A worker of two pools counts once in the whole. */
export function poolsSummary(context: RouteContext): Reply {
  const { query } = context;
  const hideEmpty = query.flag('hideEmptyPools') ?? query.flag('hideEmptyWorkerPools') ?? false;
  const pools = [...filtered(viewable(workerPools, context), query)].sort((a, b) => a.SortOrder - b.SortOrder);
  const counted = filteredReached(viewable(workers, context), query);
  const summaries = pools
    .map((pool) => ({ pool, inside: counted.filter(({ WorkerPoolIds }) => WorkerPoolIds.includes(pool.Id)) }))
    .filter(({ inside }) => !(hideEmpty && inside.length === 0));
  const all = counted.filter(({ WorkerPoolIds }) => summaries.some(({ pool }) => WorkerPoolIds.includes(pool.Id)));
  return ok({
    ...countReached(all),
    MachineIdsForTentacleUpgrade: [],
    WorkerPoolSummaries: summaries.map(({ pool, inside }) => ({
      WorkerPool: shown(workerPools, pool, context),
      ...countReached(inside),
      MachineIdsForTentacleUpgrade: [],
    })),
  });
}
