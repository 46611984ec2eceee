import { field, labelsField, listField, numberField, textField } from '../json.ts';
import { judgeDaemonSet } from './daemon-set.ts';
import { judgeDeployment } from './deployment.ts';
import type { Judgement, Replicas } from './judgement.ts';
import { judgeStatefulSet } from './stateful-set.ts';
import type { WorkloadKind } from './workload.ts';

/** How far the rollout of a workload is. */
export interface RolloutStatus extends Judgement {
  kind: WorkloadKind;
  namespace: string;
  name: string;
  /** Whether somebody paused it: nothing moves until it is resumed. Deployments only. */
  paused: boolean;
  replicas: Replicas;
  /** The images of the pod template, in the order of its containers. */
  images: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** The labels by which the workload finds its pods. */
  podLabels: Readonly<Record<string, string>>;
}

const judges = { Deployment: judgeDeployment, StatefulSet: judgeStatefulSet, DaemonSet: judgeDaemonSet } as const;

/**
 * Decides from a Deployment, StatefulSet or DaemonSet how far its rollout is, by the same rules as `kubectl rollout
 * status`. Objects of a list do not say their kind: give it then; a Deployment when neither says it.
 */
export function rolloutOf(workload: unknown, kind: WorkloadKind = kindOf(workload)): RolloutStatus {
  const replicas = kind === 'DaemonSet' ? daemonReplicas(workload) : replicasOf(workload);
  return {
    kind,
    namespace: textField(workload, 'metadata', 'namespace'),
    name: textField(workload, 'metadata', 'name'),
    ...judges[kind](workload, replicas),
    paused: field(workload, 'spec', 'paused') === true,
    replicas,
    images: listField(workload, 'spec', 'template', 'spec', 'containers').map((container) =>
      textField(container, 'image'),
    ),
    labels: labelsField(workload, 'metadata', 'labels'),
    podLabels: labelsField(workload, 'spec', 'selector', 'matchLabels'),
  };
}

function kindOf(workload: unknown): WorkloadKind {
  const kind = textField(workload, 'kind');
  return kind === 'StatefulSet' || kind === 'DaemonSet' ? kind : 'Deployment';
}

function replicasOf(workload: unknown): Replicas {
  return {
    desired: numberField(workload, 'spec', 'replicas') ?? 1,
    updated: numberField(workload, 'status', 'updatedReplicas') ?? 0,
    ready: numberField(workload, 'status', 'readyReplicas') ?? 0,
    available: numberField(workload, 'status', 'availableReplicas') ?? 0,
    total: numberField(workload, 'status', 'replicas') ?? 0,
  };
}

function daemonReplicas(workload: unknown): Replicas {
  return {
    desired: numberField(workload, 'status', 'desiredNumberScheduled') ?? 0,
    updated: numberField(workload, 'status', 'updatedNumberScheduled') ?? 0,
    ready: numberField(workload, 'status', 'numberReady') ?? 0,
    available: numberField(workload, 'status', 'numberAvailable') ?? 0,
    total: numberField(workload, 'status', 'currentNumberScheduled') ?? 0,
  };
}
