import type { World } from '../world.ts';
import {
  deploymentObject,
  listOf,
  namespaceObject,
  podNames,
  podObjects,
  serviceObject,
  statusObject,
} from './objects.ts';
import { type ServiceDocument, selects, tagOf, type WorkloadDocument } from './state.ts';

/** Where the simulated clusters answer: `/clusters/{name}/…` of the server. */
export const CLUSTERS_PATH = '/clusters/';

interface ClusterQuestion {
  readonly world: World;
  readonly cluster: string;
  /** Segments of the path below the cluster. */
  readonly path: readonly string[];
  readonly parameters: URLSearchParams;
}

/** Answers a request to a simulated cluster as its Kubernetes API would; `undefined` when it is for no cluster. */
export function answerCluster(world: World, request: Request): Response | undefined {
  const url = new URL(request.url);
  if (!url.pathname.startsWith(CLUSTERS_PATH)) return undefined;
  const [cluster = '', ...path] = url.pathname.slice(CLUSTERS_PATH.length).split('/').map(decodeURIComponent);
  const token = world.store.get('ClusterAccess', 'clusters')?.Token;
  if (token === undefined || request.headers.get('authorization') !== `Bearer ${token}`) {
    return failure(401, 'Unauthorized', 'Unauthorized');
  }
  if (request.method !== 'GET') {
    return failure(405, 'MethodNotAllowed', 'the simulated clusters only answer reads');
  }
  return answerRead({ world, cluster, path, parameters: url.searchParams });
}

function answerRead(question: ClusterQuestion): Response {
  const path = question.path.join('/');
  if (path === 'version' || path === '')
    return Response.json({ major: '1', minor: '30', gitVersion: 'v1.30.0+simulated' });
  if (path === 'readyz' || path === 'livez') return new Response('ok');
  const apps = /^apis\/apps\/v1\/(?:namespaces\/([^/]+)\/)?deployments(?:\/([^/]+))?$/.exec(path);
  if (apps !== null) return workloads(question, apps[1], apps[2]);
  const namespaces = /^api\/v1\/namespaces(?:\/([^/]+))?$/.exec(path);
  if (namespaces !== null) return namespacesOf(question, namespaces[1]);
  const proxy = /^api\/v1\/namespaces\/([^/]+)\/(services|pods)\/([^/]+)\/proxy(?:\/(.*))?$/.exec(path);
  if (proxy !== null) return proxied(question, { namespace: proxy[1], kind: proxy[2], name: proxy[3], rest: proxy[4] });
  const core = /^api\/v1\/(?:namespaces\/([^/]+)\/)?(pods|services)(?:\/([^/]+))?$/.exec(path);
  if (core !== null)
    return core[2] === 'pods' ? pods(question, core[1], core[3]) : services(question, core[1], core[3]);
  return failure(404, 'NotFound', `the simulated cluster does not know /${path}`);
}

function failure(code: number, reason: string, message: string): Response {
  return Response.json(statusObject(code, reason, message), { status: code });
}

function missing(kind: string, name: string): Response {
  return failure(404, 'NotFound', `${kind} "${name}" not found`);
}

function workloadsIn(question: ClusterQuestion, namespace: string | undefined): WorkloadDocument[] {
  return question.world.store
    .all('Workloads')
    .filter(({ Cluster, Namespace }) => Cluster === question.cluster && (namespace ?? Namespace) === Namespace);
}

function servicesIn(question: ClusterQuestion, namespace: string | undefined): ServiceDocument[] {
  return question.world.store
    .all('Services')
    .filter(({ Cluster, Namespace }) => Cluster === question.cluster && (namespace ?? Namespace) === Namespace);
}

/** Equality selectors: `app=payments-api,tier=web`. */
function selectorOf(question: ClusterQuestion): Record<string, string> | undefined {
  const text = question.parameters.get('labelSelector');
  if (text === null || text === '') return undefined;
  return Object.fromEntries(text.split(',').map((term) => term.split(/==?/).map((side) => side.trim())));
}

function workloads(question: ClusterQuestion, namespace: string | undefined, name: string | undefined): Response {
  const selector = selectorOf(question);
  const found = workloadsIn(question, namespace).filter(
    ({ Labels }) => selector === undefined || selects(selector, Labels),
  );
  if (name === undefined) return Response.json(listOf('Deployment', 'apps/v1', found.map(deploymentObject)));
  const one = found.find(({ Name }) => Name === name);
  return one === undefined ? missing('deployments.apps', name) : Response.json(deploymentObject(one));
}

function namespacesOf(question: ClusterQuestion, name: string | undefined): Response {
  const used = workloadsIn(question, undefined).map(({ Namespace }) => Namespace);
  const names = [...new Set(['default', 'kube-system', ...used])].sort();
  if (name === undefined) return Response.json(listOf('Namespace', 'v1', names.map(namespaceObject)));
  return names.includes(name) ? Response.json(namespaceObject(name)) : missing('namespaces', name);
}

function pods(question: ClusterQuestion, namespace: string | undefined, name: string | undefined): Response {
  const selector = selectorOf(question);
  const found = workloadsIn(question, namespace)
    .filter(({ Pods }) => selector === undefined || selects(selector, Pods.Labels))
    .flatMap((workload) => podObjects(workload).map((pod, index) => ({ pod, name: podNames(workload)[index] })));
  if (name === undefined)
    return Response.json(
      listOf(
        'Pod',
        'v1',
        found.map(({ pod }) => pod),
      ),
    );
  const one = found.find((candidate) => candidate.name === name);
  return one === undefined ? missing('pods', name) : Response.json(one.pod);
}

function services(question: ClusterQuestion, namespace: string | undefined, name: string | undefined): Response {
  const found = servicesIn(question, namespace);
  if (name === undefined) return Response.json(listOf('Service', 'v1', found.map(serviceObject)));
  const one = found.find(({ Name }) => Name === name);
  return one === undefined ? missing('services', name) : Response.json(serviceObject(one));
}

/** A GET of a Service or pod through the API server. The name may carry a port: `payments-api:80`. */
function proxied(
  question: ClusterQuestion,
  target: {
    namespace: string | undefined;
    kind: string | undefined;
    name: string | undefined;
    rest: string | undefined;
  },
): Response {
  const name = (target.name ?? '').replace(/^https?:/, '').split(':')[0] ?? '';
  const inNamespace = workloadsIn(question, target.namespace);
  if (target.kind === 'pods') {
    const owner = inNamespace.find((workload) => podNames(workload).includes(name));
    return owner === undefined ? missing('pods', name) : respond(question.world, owner, name, target.rest ?? '');
  }
  const service = servicesIn(question, target.namespace).find(({ Name }) => Name === name);
  if (service === undefined) return missing('services', name);
  const behind = inNamespace.find(({ Pods }) => selects(service.Selector, Pods.Labels));
  if (behind === undefined) return failure(503, 'ServiceUnavailable', `no endpoints available for service "${name}"`);
  return respond(question.world, behind, name, target.rest ?? '');
}

/** What a workload itself answers: who it is and what it runs. */
function respond(world: World, workload: WorkloadDocument, service: string, path: string): Response {
  const fault = world.faults.forWorkload({
    cluster: workload.Cluster,
    namespace: workload.Namespace,
    workload: workload.Name,
    environment: workload.Environment,
    tenant: workload.Tenant ?? undefined,
  });
  const { Serving } = workload;
  if (Serving === null || workload.ReadyReplicas === 0 || fault?.kind === 'notReady') {
    return failure(503, 'ServiceUnavailable', `no endpoints available for service "${service}"`);
  }
  const body = {
    service,
    workload: workload.Name,
    namespace: workload.Namespace,
    cluster: workload.Cluster,
    path: `/${path}`,
    image: Serving.Image,
    tag: tagOf(Serving.Image),
    replicas: workload.Replicas,
    generation: workload.Generation,
    env: Serving.Env,
  };
  return Response.json(body, { status: fault?.status ?? 200 });
}
