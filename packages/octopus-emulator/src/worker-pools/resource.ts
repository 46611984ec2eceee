import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { workerPoolProblems } from './rules.ts';
import { type WorkerPoolDocument, workerPoolSchema } from './state.ts';
import { workerPoolUsers } from './usage.ts';

type Written = ReturnType<(typeof workerPoolSchema)['parse']>;

export const workerPools: Resource<WorkerPoolDocument, Written> = {
  path: '/workerpools',
  kind: 'worker pool',
  itemType: 'WorkerPool',
  shelf: shelf('WorkerPools'),
  schema: workerPoolSchema,
  permissions: { view: 'WorkerView', create: 'WorkerEdit', edit: 'WorkerEdit', remove: 'WorkerEdit' },
  sort: (a, b) => a.SortOrder - b.SortOrder,
  problems: (_, written, stored) => workerPoolProblems(written, stored),
  make: ({ world, space }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    SortOrder: written.SortOrder ?? stored?.SortOrder ?? nextSortOrder(world, space.Id),
  }),
  users: workerPoolUsers,
  show: (pool) => ({ ...pool, CanAddWorkers: pool.WorkerPoolType === 'StaticWorkerPool' }),
  links: (pool) => ({
    Workers: `/api/${pool.SpaceId}/workerpools/${pool.Id}/workers{?skip,take,partialName}`,
    Web: `/app#/${pool.SpaceId}/infrastructure/workerpools/${pool.Id}`,
  }),
  created: ({ world }, pool) => keepOneDefault(world, pool),
  changed: ({ world }, _, pool) => keepOneDefault(world, pool),
};

/** Pools of a space, in sort order. */
export function poolsOf({ store }: Pick<World, 'store'>, spaceId: string): readonly WorkerPoolDocument[] {
  return store
    .all('WorkerPools')
    .filter((pool) => pool.SpaceId === spaceId)
    .sort((a, b) => a.SortOrder - b.SortOrder);
}

function nextSortOrder(world: World, spaceId: string): number {
  return Math.max(-1, ...poolsOf(world, spaceId).map((pool) => pool.SortOrder)) + 1;
}

/** A new default takes the place of the old one. */
function keepOneDefault({ store }: World, pool: WorkerPoolDocument): void {
  if (!pool.IsDefault) return;
  for (const other of poolsOf({ store }, pool.SpaceId)) {
    if (other.IsDefault && other.Id !== pool.Id) store.put('WorkerPools', { ...other, IsDefault: false });
  }
}
