import { setTimeout } from 'node:timers/promises';
import type { Access } from '../access/access.ts';
import { type AccessReview, readAccess, reviewAccess } from '../access/read-access.ts';
import type { AccessAction } from '../access/rule.ts';
import type { AccessSubject } from '../access/subject.ts';
import type { DesiredState } from '../drift/desired-state.ts';
import { type DriftReport, readDrift } from '../drift/read-drift.ts';
import type { Footprint } from '../footprint/footprint.ts';
import type { OwnerRule } from '../footprint/owner.ts';
import { readFootprint } from '../footprint/read-footprint.ts';
import { probe } from '../probe/probe.ts';
import { mostAnswerBytes, type ProbeAnswer, type ProbeQuestion } from '../probe/probe-answer.ts';
import { proxyPath, type ServiceAnswer, type ServiceQuestion, serviceAnswer } from '../probe/service-answer.ts';
import { onlyPortOf } from '../probe/service-port.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type PodState, podStateOf } from '../rollout/pod.ts';
import { type RolloutStatus, rolloutOf } from '../rollout/rollout.ts';
import { type RolloutEnd, type RolloutWatch, watchRollout } from '../rollout/watch-rollout.ts';
import { type WorkloadQuestion, workloadNameOf, workloadPath, workloadWords } from '../rollout/workload.ts';
import { type Abortable, createApi, objectPath, usualTimeoutMs } from './api.ts';
import { apiRequest } from './api-request.ts';
import { createConnection } from './connection.ts';
import { type KubeAccess, type Kubeconfig, loadKubeconfig } from './kubeconfig.ts';

/** Few questions to one cluster. All of them only read; all failures are results. */
export interface Cluster {
  /** The context that was chosen. */
  readonly context: string;
  /** The address of its API server. */
  readonly server: string;
  /** How far the rollout of a workload is, by the rules of `kubectl rollout status`. Asks once; does not wait. */
  rolloutStatus(question: WorkloadQuestion & Abortable): Promise<KubeResult<RolloutStatus>>;
  /**
   * Waits until a rollout is complete, or will not be: by list and watch, through an API server that goes away and comes
   * back, until the time is over. A workload or namespace that does not exist is a problem at once; a rollout that fails
   * or hangs is an end with the reasons.
   */
  watchRollout(question: WorkloadQuestion & RolloutWatch): Promise<KubeResult<RolloutEnd>>;
  /** The Deployments of a namespace, each with its rollout. */
  listDeployments(
    question: { namespace: string; labelSelector?: string } & Abortable,
  ): Promise<KubeResult<readonly RolloutStatus[]>>;
  /** The pods with these labels, in short; for saying why a rollout or a smoke test failed. */
  podStates(
    question: { namespace: string; labels?: Readonly<Record<string, string>> } & Abortable,
  ): Promise<KubeResult<readonly PodState[]>>;
  /** A GET of a workload through its Service and the API server. Any status of the workload is an answer. */
  getThroughService(question: ServiceQuestion & Abortable): Promise<KubeResult<ServiceAnswer>>;
  /**
   * Asks a workload once: through its Service, by port-forward, by a program in its pod, or directly. A probe that
   * fails is an answer, too; when to ask again is the caller's.
   */
  probe(question: ProbeQuestion & Abortable): Promise<ProbeAnswer>;
  /** What pods, namespaces and volume claims there are and what they ask for, by owner. Reads three lists. */
  footprint(question: { owners: readonly OwnerRule[] } & Abortable): Promise<KubeResult<Footprint>>;
  /**
   * Compares a manifest, or what helm last deployed as a release, with the live objects: which fields are not as they
   * were set, and who is to be asked about each. Reads one list or object for each object of the manifest.
   */
  drift(question: { desired: DesiredState } & Abortable): Promise<KubeResult<DriftReport>>;
  /** Who may do what, from the RBAC objects. Reads four lists. */
  access(question?: Abortable): Promise<KubeResult<Access>>;
  /** Whether somebody may do something, as the API server itself says it. */
  reviewAccess(
    question: { subject: AccessSubject; action: AccessAction } & Abortable,
  ): Promise<KubeResult<AccessReview>>;
}

/**
 * Opens a cluster by its kubeconfig and context (the file's current one by default). Sends nothing yet, writes nothing.
 *
 * @example
 * const opened = await openCluster({ kubeconfig: { path: '/lab/kubeconfig' }, context: 'kind-finpay-dev' });
 * if (opened.ok) await opened.cluster.rolloutStatus({ namespace: 'payments-development', deployment: 'payments-api' });
 */
export async function openCluster(options: {
  kubeconfig: Kubeconfig;
  context?: string;
  /** Milliseconds of a clock that only goes forward, for durations. */
  now?: () => number;
}): Promise<{ ok: true; cluster: Cluster } | { ok: false; problem: KubeProblem }> {
  const { now = () => performance.now(), ...choice } = options;
  const loaded = await loadKubeconfig(choice);
  if (!loaded.ok) return loaded;
  return { ok: true, cluster: clusterOf(loaded.value, now) };
}

function clusterOf(access: KubeAccess, now: () => number): Cluster {
  const connection = createConnection(access);
  const api = createApi(connection);

  async function askService(asked: ServiceQuestion & Abortable): Promise<KubeResult<ServiceAnswer>> {
    const { signal, timeoutMs = usualTimeoutMs, ...question } = asked;
    const path = proxyPath(question);
    if (path === undefined) {
      const message = `the path ${question.path} climbs out of the service ${question.service}`;
      return { ok: false, problem: { code: 'invalid-request', message, hint: 'write it without `.` and `..`' } };
    }
    const started = now();
    const sent = await apiRequest({ connection, path, accept: '*/*', timeoutMs, mostBytes: mostAnswerBytes, signal });
    if (!sent.ok) return sent;
    return serviceAnswer({ question, answer: sent.value, durationMs: Math.round(now() - started) });
  }

  async function getThroughService(question: ServiceQuestion & Abortable): Promise<KubeResult<ServiceAnswer>> {
    const answered = await askService(question);
    if (answered.ok || answered.problem.code !== 'no-endpoints' || question.port !== undefined) return answered;
    const port = await onlyPortOf(api, question);
    if (!port.ok) return port.problem.code === 'invalid-request' ? port : answered;
    return port.value === undefined ? answered : askService({ ...question, port: port.value });
  }

  return {
    context: access.context,
    server: connection.server,

    async rolloutStatus({ signal, timeoutMs, ...question }) {
      const name = workloadNameOf(question);
      const found = await api.get({ path: workloadPath(name), what: workloadWords(name), signal, timeoutMs });
      return found.ok ? { ok: true, value: rolloutOf(found.value, name.kind) } : found;
    },

    watchRollout: (question) => watchRollout({ connection, api, pause }, question),

    async listDeployments({ namespace, labelSelector, ...rest }) {
      const path = `${workloadPath({ kind: 'Deployment', namespace })}${selecting(labelSelector)}`;
      const found = await api.list({ path, what: `deployments in ${namespace}`, ...rest });
      return found.ok ? { ok: true, value: found.value.map((one) => rolloutOf(one, 'Deployment')) } : found;
    },

    async podStates({ namespace, labels = {}, ...rest }) {
      const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
      const path = `${objectPath({ apiVersion: 'v1', plural: 'pods', namespace })}${selecting(selector.join(','))}`;
      const found = await api.list({ path, what: `pods in ${namespace}`, ...rest });
      return found.ok ? { ok: true, value: found.value.map(podStateOf) } : found;
    },

    footprint: (question) => readFootprint(api, question),
    drift: (question) => readDrift(api, question),
    access: (question) => readAccess(api, question),
    reviewAccess: (question) => reviewAccess(api, question),

    getThroughService,
    probe: (question) => probe({ connection, api, now, getThroughService }, question),
  };
}

function selecting(labelSelector: string | undefined): string {
  return labelSelector ? `?labelSelector=${encodeURIComponent(labelSelector)}` : '';
}

/** Ends early, without throwing, with its signal. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
