import { field, listField, textField } from '../json.ts';
import { conditionOf } from './deployment.ts';
import { eventMessages, type Surroundings } from './new-pods.ts';
import type { RolloutTrouble } from './trouble.ts';

/** Why a pod has no node yet, or waits there for its volumes. */
export function placementTroubles(pod: unknown, around: Surroundings): readonly RolloutTrouble[] {
  const name = textField(pod, 'metadata', 'name');
  const volumes = claimsOf(pod).flatMap((claim) => claimTroubles({ pod, claim, around }));
  if (volumes.length > 0) return volumes;
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (field(scheduled, 'status') === 'False' && textField(scheduled, 'reason') === 'Unschedulable') {
    const hint = 'free or add nodes, lower the requests, or mend node selector, affinity and tolerations';
    const said = textField(scheduled, 'message');
    return [{ kind: 'unschedulable', message: `no node takes the pods: ${said}`, hint, pods: [name] }];
  }
  const started = listField(pod, 'status', 'containerStatuses').some(
    (one) => field(one, 'state', 'running') !== undefined,
  );
  const [mount] = started
    ? []
    : eventMessages({ events: around.events, about: pod, reasons: ['FailedMount', 'FailedAttachVolume'] });
  if (mount === undefined) return [];
  const hint =
    'check that the Secret, ConfigMap or volume that the message names exists and can be mounted on the node';
  return [{ kind: 'volume', message: mount, hint, pods: [name] }];
}

function claimsOf(pod: unknown): readonly string[] {
  const volumes = listField(pod, 'spec', 'volumes');
  const named = volumes.map((volume) => textField(volume, 'persistentVolumeClaim', 'claimName'));
  const own = volumes
    .filter((volume) => field(volume, 'ephemeral') !== undefined)
    .map((volume) => `${textField(pod, 'metadata', 'name')}-${textField(volume, 'name')}`);
  return [...named, ...own].filter((name) => name !== '');
}

function claimTroubles(options: { pod: unknown; claim: string; around: Surroundings }): readonly RolloutTrouble[] {
  const { pod, claim, around } = options;
  // A pod that has a node has its claims, too.
  if (textField(pod, 'spec', 'nodeName') !== '') return [];
  const pods = [textField(pod, 'metadata', 'name')];
  const namespace = textField(pod, 'metadata', 'namespace');
  const found = around.claims.find(
    (one) => textField(one, 'metadata', 'name') === claim && textField(one, 'metadata', 'namespace') === namespace,
  );
  if (found === undefined) {
    const said = textField(conditionOf(pod, 'PodScheduled'), 'message');
    if (!said.includes(`persistentvolumeclaim "${claim}" not found`)) return [];
    const hint = `create the volume claim ${claim} in the namespace ${namespace}`;
    return [{ kind: 'volume', message: `the volume claim ${claim} does not exist`, hint, pods }];
  }
  const phase = textField(found, 'status', 'phase');
  if (phase === 'Bound' || phase === '') return [];
  const [said] = eventMessages({
    events: around.events,
    about: found,
    reasons: ['ProvisioningFailed', 'FailedBinding'],
  });
  const storageClass = textField(found, 'spec', 'storageClassName');
  // A claim that waits for its pod is no trouble: the pod has one of its own.
  if (phase === 'Pending' && said === undefined && isWaitingForPod({ events: around.events, claim: found })) return [];
  const of = storageClass === '' ? 'no storage class' : `storage class ${storageClass}`;
  const message = `the volume claim ${claim} is ${phase.toLowerCase()} (${of})${said === undefined ? '' : `: ${said}`}`;
  const hint = 'check that the storage class exists and its provisioner runs: kubectl get storageclass, csidrivers';
  return [{ kind: 'volume', message, hint, pods }];
}

function isWaitingForPod({ events, claim }: { events: readonly unknown[]; claim: unknown }): boolean {
  return eventMessages({ events, about: claim, reasons: ['WaitForFirstConsumer', 'WaitForPodScheduled'] }).length > 0;
}
