import { field, textField } from '../json.ts';
import { conditionOf } from './deployment.ts';
import { eventMessages, newReplicaSet, type Surroundings } from './new-pods.ts';
import { rolloutOf } from './rollout.ts';
import type { RolloutTrouble } from './trouble.ts';
import type { WorkloadKind } from './workload.ts';

/** Why the pods of a workload cannot even be created: quota, service account, policy. */
export function creationTroubles(options: {
  workload: unknown;
  kind: WorkloadKind;
  around: Surroundings;
}): readonly RolloutTrouble[] {
  const { workload, kind, around } = options;
  const maker = kind === 'Deployment' ? newReplicaSet(workload, around.replicaSets) : workload;
  const failure = [conditionOf(maker, 'ReplicaFailure'), conditionOf(workload, 'ReplicaFailure')].find(
    (condition) => field(condition, 'status') === 'True',
  );
  if (failure !== undefined) return [troubleOf(textField(failure, 'message'))];
  // Only ReplicaSets keep what went wrong as a condition. Of the others it is told by events, which outlive the trouble.
  const { total, desired } = rolloutOf(workload, kind).replicas;
  if (kind === 'Deployment' || total >= desired) return [];
  const [newest] = eventMessages({ events: around.events, about: workload, reasons: ['FailedCreate'] });
  return newest === undefined ? [] : [troubleOf(newest)];
}

function troubleOf(said: string): RolloutTrouble {
  const message = `pods cannot be created: ${withoutPod(said)}`;
  const pods: string[] = [];
  if (said.includes('exceeded quota') || said.includes('failed quota')) {
    const hint =
      'raise the ResourceQuota of the namespace, or lower replicas, requests or limits: kubectl describe quota';
    return { kind: 'quota', message, hint, pods };
  }
  if (/serviceaccount "[^"]*" not found/.test(said)) {
    const hint = 'create the service account, or name one that exists in spec.template.spec.serviceAccountName';
    return { kind: 'service account', message, hint, pods };
  }
  const hint = 'make the pod template fit what the message names (pod security, limit range, webhook)';
  return { kind: 'refused', message, hint, pods };
}

/** The generated name of a pod that never was changes with each try and tells nothing. */
function withoutPod(said: string): string {
  return said
    .replace(/^create Pod \S+ in StatefulSet \S+ failed error: /i, '')
    .replace(/^Error creating: /, '')
    .replace(/^pods "[^"]*" is forbidden: /, '');
}
