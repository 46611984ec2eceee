import type { PodTemplate, ServiceDocument, WorkloadDocument } from './state.ts';

/** A Kubernetes object as JSON. */
type KubernetesObject = Record<string, unknown>;

/** The Deployment as the API shows it. */
export function deploymentObject(workload: WorkloadDocument): KubernetesObject {
  const { Replicas, UpdatedReplicas, ReadyReplicas } = workload;
  const rolledOut = UpdatedReplicas === Replicas && workload.ObservedGeneration === workload.Generation;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: workload.Name,
      namespace: workload.Namespace,
      labels: workload.Labels,
      generation: workload.Generation,
      creationTimestamp: workload.CreatedAt,
    },
    spec: {
      replicas: Replicas,
      selector: { matchLabels: workload.Pods.Labels },
      template: podTemplate(workload.Name, workload.Pods),
    },
    status: {
      observedGeneration: workload.ObservedGeneration,
      replicas: Math.max(UpdatedReplicas, ReadyReplicas),
      updatedReplicas: UpdatedReplicas,
      readyReplicas: ReadyReplicas,
      availableReplicas: ReadyReplicas,
      unavailableReplicas: Math.max(0, Replicas - ReadyReplicas),
      conditions: [
        condition('Available', ReadyReplicas >= Replicas, 'MinimumReplicasAvailable', 'MinimumReplicasUnavailable'),
        condition('Progressing', true, rolledOut ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated', ''),
      ],
    },
  };
}

function condition(type: string, holds: boolean, reason: string, otherwise: string): KubernetesObject {
  return { type, status: holds ? 'True' : 'False', reason: holds ? reason : otherwise };
}

function podTemplate(name: string, pods: PodTemplate): KubernetesObject {
  const annotations = pods.RestartedAt === null ? {} : { 'kubectl.kubernetes.io/restartedAt': pods.RestartedAt };
  return { metadata: { labels: pods.Labels, annotations }, spec: { containers: [container(name, pods)] } };
}

function container(name: string, pods: PodTemplate): KubernetesObject {
  const env = Object.entries(pods.Env).map(([variable, value]) => ({ name: variable, value }));
  return { name, image: pods.Image, env, ports: [{ containerPort: pods.Port }] };
}

/** Names of a workload's pods: those of the newest revision, then those of the one before that still serve. */
export function podNames(workload: WorkloadDocument): string[] {
  const newest = range(workload.UpdatedReplicas).map((index) => podName(workload.Name, workload.Pods, index));
  const { Serving } = workload;
  if (Serving === null || Serving.Revision === workload.Pods.Revision) return newest;
  const older = range(Math.max(0, workload.ReadyReplicas - workload.UpdatedReplicas));
  return [...newest, ...older.map((index) => podName(workload.Name, Serving, index))];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** Letters and digits as the real names have them, but the same ones every time. */
function podName(name: string, pods: PodTemplate, index: number): string {
  const revision = (pods.Revision * 2_654_435_761 + 97).toString(36).slice(0, 6);
  const suffix = ((pods.Revision * 31 + index + 1) * 40_503 + 11_000_000).toString(36).slice(-5);
  return `${name}-${revision}-${suffix}`;
}

/** The workload's pods as the API shows them. */
export function podObjects(workload: WorkloadDocument): KubernetesObject[] {
  return podNames(workload).map((name, index) => {
    const pods = index < workload.UpdatedReplicas ? workload.Pods : (workload.Serving ?? workload.Pods);
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: workload.Namespace, labels: pods.Labels },
      spec: { containers: [container(workload.Name, pods)] },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    };
  });
}

/** The Service as the API shows it. */
export function serviceObject(service: ServiceDocument): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: service.Name, namespace: service.Namespace },
    spec: {
      type: 'ClusterIP',
      selector: service.Selector,
      ports: service.Ports.map(({ Name, Port }) => ({ name: Name ?? undefined, port: Port, protocol: 'TCP' })),
    },
  };
}

/** A Namespace as the API shows it. */
export function namespaceObject(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase: 'Active' } };
}

/** A List of objects. */
export function listOf(kind: string, apiVersion: string, items: readonly KubernetesObject[]): KubernetesObject {
  return { apiVersion, kind: `${kind}List`, metadata: { resourceVersion: '1' }, items };
}

/** The body of every Kubernetes error. */
export function statusObject(code: number, reason: string, message: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Status', metadata: {}, status: 'Failure', message, reason, code };
}
