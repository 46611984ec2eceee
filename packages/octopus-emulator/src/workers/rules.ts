import type { Style } from '../machines/endpoint-fields.ts';
import type { WorkerPoolDocument } from '../worker-pools/state.ts';

/** How workers can be reached. [client] */
const workerStyles: readonly Style[] = ['TentaclePassive', 'TentacleActive', 'Ssh', 'KubernetesTentacle'];

/** Broken rules of a worker: it belongs to pools of the static kind, and something runs at its end. [client] */
export function workerProblems(
  worker: { readonly WorkerPoolIds: readonly string[]; readonly Endpoint: { readonly CommunicationStyle: Style } },
  pools: readonly WorkerPoolDocument[],
): readonly string[] {
  const style = worker.Endpoint.CommunicationStyle;
  return [
    ...(worker.WorkerPoolIds.length === 0 ? ['Give the worker at least one worker pool: WorkerPoolIds.'] : []),
    ...(workerStyles.includes(style)
      ? []
      : [`A worker cannot be reached by ${style}: Endpoint.CommunicationStyle is one of ${workerStyles.join(', ')}.`]),
    ...pools
      .filter((pool) => worker.WorkerPoolIds.includes(pool.Id) && pool.WorkerPoolType === 'DynamicWorkerPool')
      .map((pool) => `The worker pool '${pool.Name}' makes its workers itself: no worker can be added to it.`),
  ];
}
