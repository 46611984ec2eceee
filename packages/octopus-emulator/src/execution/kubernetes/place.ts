import type { Simulation } from '../simulation.ts';
import type { ApplyTarget } from './apply.ts';

/** Where a step applies to, or why it cannot: such steps need a target. */
export function placeOf(simulation: Simulation, timeoutProperty: string, otherwiseS: number): ApplyTarget | string {
  const { run, cluster, namespace } = simulation;
  if (cluster === undefined)
    return `The step '${run.step.Name}' names no target tags, so it has no cluster to deploy to.`;
  const waits = run.property('Octopus.Action.Kubernetes.ResourceStatusCheck')?.toLowerCase() !== 'false';
  const seconds = Number.parseInt(run.property(timeoutProperty) ?? '', 10);
  return {
    cluster,
    namespace,
    environment: run.subject.environment.Name,
    tenant: run.subject.tenant?.Name ?? null,
    timeoutMs: waits ? (Number.isNaN(seconds) ? otherwiseS : seconds) * 1_000 : 0,
  };
}
