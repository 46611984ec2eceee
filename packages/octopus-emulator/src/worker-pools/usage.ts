import { usedBy } from '../resource/references.ts';
import type { World } from '../world.ts';
import type { WorkerPoolDocument } from './state.ts';

/** Who uses a pool: workers, targets, steps and variables. The default one is used by its space. [guess] */
export function workerPoolUsers({ store }: Pick<World, 'store'>, pool: WorkerPoolDocument): readonly string[] {
  const processes = [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')];
  const projectIds = new Set(
    processes
      .filter(({ Steps }) => Steps.some(({ Actions }) => Actions.some(({ WorkerPoolId }) => WorkerPoolId === pool.Id)))
      .map(({ ProjectId }) => ProjectId),
  );
  const owners = new Set(
    store
      .all('Variables')
      .filter(({ Variables }) => Variables.some(({ Type, Value }) => Type === 'WorkerPool' && Value === pool.Id))
      .map(({ OwnerId }) => OwnerId),
  );
  return [
    ...(pool.IsDefault ? ['the space, as its default,'] : []),
    ...usedBy('worker', store.all('Workers'), ({ WorkerPoolIds }) => WorkerPoolIds.includes(pool.Id)),
    ...usedBy('machine', store.all('Machines'), ({ Endpoint }) => Endpoint.DefaultWorkerPoolId === pool.Id),
    ...usedBy('project', store.all('Projects'), ({ Id }) => projectIds.has(Id) || owners.has(Id)),
    ...usedBy('library variable set', store.all('LibraryVariableSets'), ({ Id }) => owners.has(Id)),
  ];
}
