import { clusterOfAgent } from '../clusters/kubeconfig.ts';
import type { StepFault } from '../faults/plan.ts';
import type { World } from '../world.ts';
import type { ActionRun } from './executor.ts';

/** Where an action works. */
export interface ActionPlace {
  /** Undefined: the action runs on the server. */
  readonly cluster: string | undefined;
  /** The step's namespace, else the target's own, else `default`. [guess] */
  readonly namespace: string;
}

/** The cluster and the namespace that an action works in. */
export function placeOfAction({ machine, property }: Pick<ActionRun, 'machine' | 'property'>): ActionPlace {
  const uri = machine?.Endpoint.TentacleEndpointConfiguration?.Uri ?? machine?.Endpoint.Uri ?? null;
  return {
    cluster: machine === undefined ? undefined : clusterOfAgent(uri ?? machine.Name),
    namespace:
      property('Octopus.Action.KubernetesContainers.Namespace') ??
      property('Octopus.Action.Helm.Namespace') ??
      machine?.Endpoint.DefaultNamespace ??
      'default',
  };
}

/** The fault that strikes an action, if any does. It counts as one occasion. */
export function faultOf({ faults }: Pick<World, 'faults'>, { step, subject }: ActionRun): StepFault | undefined {
  return faults.forStep({
    step: step.Name,
    project: subject.project.Name,
    environment: subject.environment.Name,
    tenant: subject.tenant?.Name,
  });
}
