import { field, labelsField, listField, numberField, textField } from '../json.ts';

/** How far the rollout of a Deployment is. */
export interface RolloutStatus {
  namespace: string;
  deployment: string;
  /** `failed`: the controller gave up waiting (its progress deadline passed). */
  state: 'complete' | 'progressing' | 'failed';
  /** One sentence that says why. */
  reason: string;
  replicas: { desired: number; updated: number; ready: number; available: number; total: number };
  /** The images of the pod template, in the order of its containers. */
  images: readonly string[];
  labels: Readonly<Record<string, string>>;
  /** The labels by which the Deployment finds its pods. */
  podLabels: Readonly<Record<string, string>>;
}

/** Decides from a Deployment object how far its rollout is, by the same rules as `kubectl rollout status`. */
export function rolloutOf(deployment: unknown): RolloutStatus {
  const replicas = {
    desired: numberField(deployment, 'spec', 'replicas') ?? 1,
    updated: numberField(deployment, 'status', 'updatedReplicas') ?? 0,
    ready: numberField(deployment, 'status', 'readyReplicas') ?? 0,
    available: numberField(deployment, 'status', 'availableReplicas') ?? 0,
    total: numberField(deployment, 'status', 'replicas') ?? 0,
  };
  return {
    namespace: textField(deployment, 'metadata', 'namespace'),
    deployment: textField(deployment, 'metadata', 'name'),
    ...decide(deployment, replicas),
    replicas,
    images: listField(deployment, 'spec', 'template', 'spec', 'containers').map((container) =>
      textField(container, 'image'),
    ),
    labels: labelsField(deployment, 'metadata', 'labels'),
    podLabels: labelsField(deployment, 'spec', 'selector', 'matchLabels'),
  };
}

function decide(
  deployment: unknown,
  { desired, updated, available, total }: RolloutStatus['replicas'],
): Pick<RolloutStatus, 'state' | 'reason'> {
  const generation = numberField(deployment, 'metadata', 'generation') ?? 0;
  const observed = numberField(deployment, 'status', 'observedGeneration') ?? 0;
  if (generation > observed) return { state: 'progressing', reason: 'the change has not been noticed yet' };
  const progressing = listField(deployment, 'status', 'conditions').find(
    (one) => textField(one, 'type') === 'Progressing',
  );
  if (field(progressing, 'reason') === 'ProgressDeadlineExceeded') {
    return { state: 'failed', reason: 'the rollout exceeded its progress deadline' };
  }
  if (updated < desired) return { state: 'progressing', reason: `${updated} of ${desired} replicas are updated` };
  if (total > updated) return { state: 'progressing', reason: `${total - updated} old replicas are still there` };
  if (available < updated)
    return { state: 'progressing', reason: `${available} of ${updated} updated replicas are available` };
  return { state: 'complete', reason: `${available} of ${desired} replicas are available` };
}
