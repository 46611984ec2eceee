import { timeOf, type World } from '../world.ts';
import type { PodTemplate, WorkloadDocument } from './state.ts';

/** Until the controller has seen a change, and then per replica. */
const OBSERVE_MS = 300;
const REPLICA_MS = 700;

/** What is modelled of a Deployment. */
export interface WorkloadShape {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
}

/** What an apply asks for. */
export interface WorkloadSpec extends WorkloadShape {
  readonly cluster: string;
  readonly namespace: string;
  readonly environment: string;
  readonly tenant: string | null;
}

/** Whether all replicas run the newest revision. */
export function isRolledOut(workload: WorkloadDocument): boolean {
  return (
    workload.ObservedGeneration === workload.Generation &&
    workload.UpdatedReplicas === workload.Replicas &&
    workload.ReadyReplicas === workload.Replicas
  );
}

/** Creates or changes a Deployment and starts its rollout. An apply that changes nothing starts none. */
export function applyWorkload(world: World, spec: WorkloadSpec): WorkloadDocument {
  const id = `${spec.cluster}/${spec.namespace}/${spec.name}`;
  const known = world.store.get('Workloads', id);
  const pods = { Image: spec.image, Env: spec.env, Labels: spec.labels, Port: spec.port };
  const samePods = known !== undefined && sameTemplate(known.Pods, pods);
  if (known !== undefined && samePods && known.Replicas === spec.replicas) return known;
  const workload: WorkloadDocument = {
    Id: id,
    Cluster: spec.cluster,
    Namespace: spec.namespace,
    Name: spec.name,
    Labels: spec.labels,
    Pods: samePods ? known.Pods : { ...pods, Revision: (known?.Pods.Revision ?? 0) + 1, RestartedAt: null },
    Serving: known?.Serving ?? null,
    Replicas: spec.replicas,
    Generation: (known?.Generation ?? 0) + 1,
    ObservedGeneration: known?.ObservedGeneration ?? 0,
    UpdatedReplicas: samePods ? Math.min(known.UpdatedReplicas, spec.replicas) : 0,
    ReadyReplicas: Math.min(known?.ReadyReplicas ?? 0, spec.replicas),
    CreatedAt: known?.CreatedAt ?? timeOf(world),
    Environment: spec.environment,
    Tenant: spec.tenant,
  };
  world.store.put('Workloads', workload);
  rollOut(world, workload);
  return workload;
}

function sameTemplate(known: PodTemplate, wanted: Omit<PodTemplate, 'Revision' | 'RestartedAt'>): boolean {
  const { Revision: _revision, RestartedAt: _restartedAt, ...template } = known;
  return JSON.stringify(template) === JSON.stringify(wanted);
}

/** What `kubectl rollout restart` does: the same pods again, as a new revision. */
export function restartWorkload(world: World, workload: WorkloadDocument): WorkloadDocument {
  const restarted: WorkloadDocument = {
    ...workload,
    Pods: { ...workload.Pods, Revision: workload.Pods.Revision + 1, RestartedAt: timeOf(world) },
    Generation: workload.Generation + 1,
    UpdatedReplicas: 0,
  };
  world.store.put('Workloads', restarted);
  rollOut(world, restarted);
  return restarted;
}

/** Moves a rollout on, one replica at a time; a newer generation takes over from an older one. */
function rollOut(world: World, workload: WorkloadDocument): void {
  const { Id, Generation } = workload;
  const delayMs = workload.ObservedGeneration === Generation ? REPLICA_MS : OBSERVE_MS;
  world.clock.after(delayMs, () => {
    const current = world.store.get('Workloads', Id);
    if (current?.Generation !== Generation) return;
    const next = moveOn(current);
    world.store.put('Workloads', next);
    if (!isRolledOut(next)) rollOut(world, next);
  });
}

function moveOn(workload: WorkloadDocument): WorkloadDocument {
  if (workload.ObservedGeneration !== workload.Generation) {
    return serveIfRolledOut({ ...workload, ObservedGeneration: workload.Generation });
  }
  const UpdatedReplicas = Math.min(workload.UpdatedReplicas + 1, workload.Replicas);
  const ReadyReplicas = Math.min(Math.max(workload.ReadyReplicas, UpdatedReplicas), workload.Replicas);
  return serveIfRolledOut({ ...workload, UpdatedReplicas, ReadyReplicas });
}

function serveIfRolledOut(workload: WorkloadDocument): WorkloadDocument {
  const takesOver = isRolledOut(workload) || (workload.Serving === null && workload.ReadyReplicas > 0);
  return takesOver ? { ...workload, Serving: workload.Pods } : workload;
}

/** Goes on with the rollouts that were under way when the server stopped. */
export function recoverRollouts(world: World): void {
  for (const workload of world.store.all('Workloads')) if (!isRolledOut(workload)) rollOut(world, workload);
}
