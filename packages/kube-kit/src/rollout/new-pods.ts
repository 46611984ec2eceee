import { labelsField, listField, textField } from '../json.ts';
import type { WorkloadKind } from './workload.ts';

/** The objects around a workload, as lists of them were read. */
export interface Surroundings {
  pods: readonly unknown[];
  replicaSets: readonly unknown[];
  claims: readonly unknown[];
  /** Events of the namespace. */
  events: readonly unknown[];
}

const revision = 'deployment.kubernetes.io/revision';

/** The ReplicaSet that a Deployment's newest template made, once there is one. */
export function newReplicaSet(deployment: unknown, replicaSets: readonly unknown[]): unknown {
  const wanted = labelsField(deployment, 'metadata', 'annotations')[revision];
  const own = replicaSets.filter((set) => isOwnedBy(set, deployment));
  return own.find((set) => labelsField(set, 'metadata', 'annotations')[revision] === wanted);
}

/** The pods of the newest template: those that a rollout waits for. */
export function newPods(options: { workload: unknown; kind: WorkloadKind; around: Surroundings }): readonly unknown[] {
  const { workload, kind, around } = options;
  if (kind === 'Deployment') {
    const set = newReplicaSet(workload, around.replicaSets);
    return set === undefined ? [] : around.pods.filter((pod) => isOwnedBy(pod, set));
  }
  const own = around.pods.filter((pod) => isOwnedBy(pod, workload));
  if (kind === 'StatefulSet') {
    const wanted = textField(workload, 'status', 'updateRevision');
    return own.filter((pod) => labelsField(pod, 'metadata', 'labels')['controller-revision-hash'] === wanted);
  }
  const template = labelsField(workload, 'metadata', 'annotations')['deprecated.daemonset.template.generation'];
  const ofTemplate = (pod: unknown) => labelsField(pod, 'metadata', 'labels')['pod-template-generation'] === template;
  return template === undefined ? own : own.filter(ofTemplate);
}

/** Whether an object is owned by another, as its owner references say. */
function isOwnedBy(object: unknown, owner: unknown): boolean {
  const uid = textField(owner, 'metadata', 'uid');
  return listField(object, 'metadata', 'ownerReferences').some((one) => textField(one, 'uid') === uid);
}

/** The messages of events about an object that have one of these reasons, newest first. */
export function eventMessages(options: {
  events: readonly unknown[];
  about: unknown;
  reasons: readonly string[];
}): readonly string[] {
  const { events, about, reasons } = options;
  const uid = textField(about, 'metadata', 'uid');
  return events
    .filter(
      (event) => textField(event, 'involvedObject', 'uid') === uid && reasons.includes(textField(event, 'reason')),
    )
    .toSorted((one, other) => (timeOf(one) < timeOf(other) ? 1 : -1))
    .map((event) => textField(event, 'message'));
}

function timeOf(event: unknown): string {
  return (
    textField(event, 'series', 'lastObservedTime') ||
    textField(event, 'lastTimestamp') ||
    textField(event, 'eventTime') ||
    textField(event, 'metadata', 'creationTimestamp')
  );
}
