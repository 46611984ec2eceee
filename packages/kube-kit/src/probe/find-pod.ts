import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import { field, labelsField, listField, numberField, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { conditionOf } from '../rollout/deployment.ts';
import type { ProbedPod } from './probe-answer.ts';

/** A pod to talk to. */
interface FoundPod {
  readonly namespace: string;
  readonly pod: string;
  /** The port of the pod; only where a port was asked for. */
  readonly port: number;
}

/** Names that the API server accepts; nothing else gets into a path. */
const nameShape = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Finds the pod that is meant, and its port: a pod's own, or the one behind a port of a Service. */
export async function findPod(
  api: Api,
  options: { target: ProbedPod; port?: number | string | undefined; wantsPort: boolean } & Abortable,
): Promise<KubeResult<FoundPod>> {
  const { target, port, wantsPort, ...rest } = options;
  const { namespace } = target;
  const name = 'pod' in target ? target.pod : target.service;
  if (![namespace, name].every((one) => nameShape.test(one)))
    return { ok: false, problem: { code: 'invalid-request', message: `no object is called ${namespace}/${name}` } };
  if ('pod' in target) {
    if (!wantsPort) return { ok: true, value: { namespace, pod: name, port: 0 } };
    if (typeof port === 'number') return { ok: true, value: { namespace, pod: name, port } };
    const found = await api.get({ path: podsPath(namespace, name), what: `pod ${namespace}/${name}`, ...rest });
    return found.ok ? podAt({ namespace, pod: found.value, port }) : found;
  }
  const what = `service ${namespace}/${name}`;
  const service = await api.get({
    path: objectPath({ apiVersion: 'v1', plural: 'services', namespace, name }),
    what,
    ...rest,
  });
  if (!service.ok) return service;
  const labels = Object.entries(labelsField(service.value, 'spec', 'selector'));
  if (labels.length === 0) return noPods(`the ${what} chooses no pods`);
  const selector = encodeURIComponent(labels.map(([key, value]) => `${key}=${value}`).join(','));
  const pods = await api.list({
    path: `${podsPath(namespace)}?labelSelector=${selector}`,
    what: `pods of the ${what}`,
    ...rest,
  });
  if (!pods.ok) return pods;
  const ready = pods.value.find((pod) => field(conditionOf(pod, 'Ready'), 'status') === 'True');
  if (ready === undefined) return noPods(`the ${what} has no ready pod (of ${pods.value.length})`);
  if (!wantsPort) return { ok: true, value: { namespace, pod: textField(ready, 'metadata', 'name'), port: 0 } };
  const behind = portBehind(service.value, port);
  if (behind === undefined) return { ok: false, problem: noPort(what, port) };
  return podAt({ namespace, pod: ready, port: behind });
}

function podsPath(namespace: string, name?: string): string {
  return objectPath({ apiVersion: 'v1', plural: 'pods', namespace, name });
}

/** The pod's port that a port of a Service leads to; undefined when it has no such port, or several and none is named. */
function portBehind(service: unknown, port: number | string | undefined): number | string | undefined {
  const ports = listField(service, 'spec', 'ports');
  const isAsked = (one: unknown) => [numberField(one, 'port'), textField(one, 'name')].includes(port);
  const found = port === undefined ? (ports.length === 1 ? ports[0] : undefined) : ports.find(isAsked);
  if (found === undefined) return undefined;
  return numberField(found, 'targetPort') ?? (textField(found, 'targetPort') || numberField(found, 'port'));
}

function podAt(options: { namespace: string; pod: unknown; port: number | string | undefined }): KubeResult<FoundPod> {
  const { namespace, pod, port } = options;
  const name = textField(pod, 'metadata', 'name');
  if (typeof port === 'number') return { ok: true, value: { namespace, pod: name, port } };
  const ports = listField(pod, 'spec', 'containers').flatMap((container) => listField(container, 'ports'));
  const found =
    port === undefined
      ? ports.length === 1
        ? ports[0]
        : undefined
      : ports.find((one) => textField(one, 'name') === port);
  const number = numberField(found, 'containerPort');
  if (number === undefined) return { ok: false, problem: noPort(`pod ${namespace}/${name}`, port) };
  return { ok: true, value: { namespace, pod: name, port: number } };
}

function noPort(what: string, port: number | string | undefined): KubeProblem {
  if (port !== undefined) return { code: 'invalid-request', message: `the ${what} has no port ${port}` };
  return { code: 'invalid-request', message: `the ${what} has not exactly one port`, hint: 'name the port' };
}

function noPods(message: string): { ok: false; problem: KubeProblem } {
  return { ok: false, problem: { code: 'no-endpoints', message } };
}
