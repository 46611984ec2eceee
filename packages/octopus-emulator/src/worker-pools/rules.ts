import type { WorkerPoolDocument } from './state.ts';
import { workerTypes } from './worker-types.ts';

type Written = Pick<WorkerPoolDocument, 'WorkerPoolType' | 'WorkerType' | 'IsDefault'>;

/** Broken rules of a pool: a dynamic one has a known image, and a pool stays of its kind. [client for the first, guess] */
export function workerPoolProblems(written: Written, stored: Written | undefined): readonly string[] {
  const dynamic = written.WorkerPoolType === 'DynamicWorkerPool';
  const known = workerTypes.map(({ Type }) => Type);
  return [
    ...(dynamic && !known.includes(written.WorkerType ?? '')
      ? [`A dynamic worker pool needs an image: WorkerType is one of ${known.join(', ')}.`]
      : []),
    ...(!dynamic && written.WorkerType ? ['Only a dynamic worker pool has an image: leave WorkerType out.'] : []),
    ...(stored !== undefined && stored.WorkerPoolType !== written.WorkerPoolType
      ? [`The kind of a worker pool cannot be changed from ${stored.WorkerPoolType} to ${written.WorkerPoolType}.`]
      : []),
    ...(stored?.IsDefault && !written.IsDefault
      ? ['One worker pool has to be the default: make another one so instead.']
      : []),
  ];
}
