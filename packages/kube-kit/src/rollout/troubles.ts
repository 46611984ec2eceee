import { field, textField } from '../json.ts';
import { containerTroubles } from './container-troubles.ts';
import { creationTroubles } from './creation-troubles.ts';
import { newPods, type Surroundings } from './new-pods.ts';
import { placementTroubles } from './placement-troubles.ts';
import { gathered, type RolloutTrouble } from './trouble.ts';
import type { WorkloadKind } from './workload.ts';

export type { Surroundings } from './new-pods.ts';

/**
 * Why the rollout of a workload hangs, found in the pods of its newest template, its ReplicaSets, the volume claims and
 * the events of its namespace. What keeps pods from being there comes first. Empty when nothing is wrong: it may just
 * take its time.
 */
export function rolloutTroubles(options: {
  workload: unknown;
  kind: WorkloadKind;
  around: Surroundings;
}): readonly RolloutTrouble[] {
  const { workload, around } = options;
  const waiting = newPods(options).filter((pod) => field(pod, 'metadata', 'deletionTimestamp') === undefined);
  return gathered([
    ...(field(workload, 'spec', 'paused') === true ? [paused(textField(workload, 'metadata', 'name'))] : []),
    ...creationTroubles(options),
    ...waiting.flatMap((pod) => placementTroubles(pod, around)),
    ...waiting.flatMap((pod) => containerTroubles(pod, around.events)),
  ]);
}

function paused(name: string): RolloutTrouble {
  const hint = `resume it: kubectl rollout resume deployment/${name}`;
  return { kind: 'paused', message: 'the rollout is paused', hint, pods: [] };
}
