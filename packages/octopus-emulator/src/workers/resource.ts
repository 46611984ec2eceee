import { defaultPolicyId } from '../machine-policies/default.ts';
import { keptEndpoint } from '../machines/endpoint.ts';
import { endpointProblems, endpointReferences } from '../machines/endpoint-rules.ts';
import { filteredReached } from '../machines/filter.ts';
import { checkHealthSoon } from '../machines/health.ts';
import { reachedLinks, showReached } from '../machines/show.ts';
import { unknownIds } from '../resource/references.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { workerProblems } from './rules.ts';
import { type WorkerDocument, workerSchema } from './state.ts';

type Written = ReturnType<(typeof workerSchema)['parse']>;

export const workers: Resource<WorkerDocument, Written> = {
  path: '/workers',
  kind: 'worker',
  itemType: 'Worker',
  shelf: shelf('Workers'),
  schema: workerSchema,
  permissions: { view: 'WorkerView', create: 'WorkerEdit', edit: 'WorkerEdit', remove: 'WorkerEdit' },
  filter: (documents, { query }) => {
    const pools = query.list('workerPoolIds');
    return filteredReached(documents, query).filter(
      ({ WorkerPoolIds }) => pools.length === 0 || pools.some((id) => WorkerPoolIds.includes(id)),
    );
  },
  problems: ({ world, space }, written) => [
    ...workerProblems(written, world.store.all('WorkerPools')),
    ...endpointProblems(written.Endpoint),
    ...references(world, space.Id, written),
  ],
  make: ({ world, space }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    MachinePolicyId: written.MachinePolicyId || (stored?.MachinePolicyId ?? defaultPolicyId(world, space.Id)),
    Endpoint: keptEndpoint(written.Endpoint, stored?.Endpoint),
    HealthStatus: stored?.HealthStatus ?? 'Unknown',
    StatusSummary: stored?.StatusSummary ?? 'This machine has not been checked yet.',
    LastChecked: stored?.LastChecked ?? null,
    UnavailableSince: stored?.UnavailableSince ?? null,
  }),
  users: () => [],
  show: (worker, { world }) => showReached(world, worker),
  links: (worker) => reachedLinks('/workers', worker),
  related: (worker) => worker.WorkerPoolIds,
  created: ({ world }, worker) => checkHealthSoon(world, worker.Id),
};

function references({ store }: World, spaceId: string, written: Written): readonly string[] {
  return [
    ...unknownIds(store, { collection: 'WorkerPools', kind: 'worker pool', spaceId, ids: written.WorkerPoolIds }),
    ...unknownIds(store, {
      collection: 'MachinePolicies',
      kind: 'machine policy',
      spaceId,
      ids: [written.MachinePolicyId],
    }),
    ...endpointReferences(store, spaceId, written.Endpoint),
  ];
}
