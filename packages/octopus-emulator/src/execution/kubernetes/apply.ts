import { applyWorkload, isRolledOut } from '../../clusters/rollouts.ts';
import type { World } from '../../world.ts';
import type { ActionReport } from '../executor.ts';
import { sleep, type Work } from '../work.ts';
import type { Manifests } from './manifests.ts';

const APPLY_MS = 400;
const POLL_MS = 500;

/** Where manifests go, and for whom. */
export interface ApplyTarget {
  readonly cluster: string;
  /** For objects that name none. */
  readonly namespace: string;
  readonly environment: string;
  readonly tenant: string | null;
  /** How long to wait for the rollouts; 0: not at all. */
  readonly timeoutMs: number;
}

/** Applies manifests to a simulated cluster and waits for their rollouts. Gives what went wrong, if anything did. */
export function* applyManifests(
  world: World,
  options: { manifests: Manifests; target: ApplyTarget; report: ActionReport },
): Work<string | undefined> {
  const { manifests, target, report } = options;
  if (manifests.problems.length > 0) return `The manifests cannot be applied: ${manifests.problems.join('; ')}.`;
  yield* sleep(APPLY_MS);
  const ids = manifests.workloads.map((workload) => {
    const namespace = workload.namespace ?? target.namespace;
    const applied = applyWorkload(world, { ...target, ...workload, namespace });
    report.log(
      'Info',
      `deployment.apps/${workload.name} in ${namespace}: ${workload.image}, ${workload.replicas} replicas`,
    );
    return applied.Id;
  });
  for (const service of manifests.services) {
    const namespace = service.namespace ?? target.namespace;
    const id = `${target.cluster}/${namespace}/${service.name}`;
    const { name: Name, selector: Selector, ports: Ports } = service;
    world.store.put('Services', { Id: id, Cluster: target.cluster, Namespace: namespace, Name, Selector, Ports });
    report.log('Info', `service/${Name} in ${namespace}`);
  }
  for (const other of manifests.others) report.log('Verbose', `simulated: ${other} is not modelled`);
  return target.timeoutMs > 0 ? yield* rolledOut(world, ids, target.timeoutMs) : undefined;
}

/** Waits until workloads have rolled out; gives the sentence of a time-out. */
export function* rolledOut(world: World, ids: readonly string[], timeoutMs: number): Work<string | undefined> {
  let waitedMs = 0;
  for (;;) {
    const pending = ids.find((id) => {
      const workload = world.store.get('Workloads', id);
      return workload !== undefined && !isRolledOut(workload);
    });
    if (pending === undefined) return undefined;
    if (waitedMs >= timeoutMs) return `Timed out after ${timeoutMs / 1_000} s waiting for the rollout of ${pending}.`;
    yield* sleep(POLL_MS);
    waitedMs += POLL_MS;
  }
}
