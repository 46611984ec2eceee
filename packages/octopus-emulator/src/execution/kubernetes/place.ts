import type { ActionRun } from '../executor.ts';
import type { Simulation } from '../simulation.ts';
import type { ApplyTarget } from './apply.ts';

/** Whether a step waits until what it applied is rolled out: unless it says no. [docs] */
export function waitsForResources(run: Pick<ActionRun, 'property'>): boolean {
  return run.property('Octopus.Action.Kubernetes.ResourceStatusCheck')?.toLowerCase() !== 'false';
}

/** Where a step applies to, or why it cannot: such steps need a target. */
export function placeOf(simulation: Simulation, timeoutProperty: string, otherwiseS: number): ApplyTarget | string {
  const { run, cluster, namespace } = simulation;
  if (cluster === undefined)
    return `The step '${run.step.Name}' names no target tags, so it has no cluster to deploy to.`;
  const seconds = Number.parseInt(run.property(timeoutProperty) ?? '', 10);
  return {
    cluster,
    namespace,
    environment: run.subject.environment.Name,
    tenant: run.subject.tenant?.Name ?? null,
    timeoutMs: waitsForResources(run) ? (Number.isNaN(seconds) ? otherwiseS : seconds) * 1_000 : 0,
  };
}
