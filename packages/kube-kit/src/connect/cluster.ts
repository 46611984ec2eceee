import type { KubeConfig } from '@kubernetes/client-node';
import { listField, parsed } from '../json.ts';
import { proxyPath, type ServiceAnswer, type ServiceQuestion, serviceAnswer } from '../probe/service-answer.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type PodState, podStateOf } from '../rollout/pod.ts';
import { type RolloutStatus, rolloutOf } from '../rollout/rollout.ts';
import { apiGet, complaintOf, problemOf } from './api-request.ts';
import { type Kubeconfig, loadKubeconfig } from './kubeconfig.ts';

/** Ends a request early. */
interface Abortable {
  signal?: AbortSignal | undefined;
  /** 10 seconds by default. */
  timeoutMs?: number;
}

/** Few questions to one cluster. All of them only read; all failures are results. */
export interface Cluster {
  /** The context that was chosen. */
  readonly context: string;
  /** The address of its API server. */
  readonly server: string;
  /** How far a Deployment's rollout is, by the rules of `kubectl rollout status`. Asks once; does not wait. */
  rolloutStatus(question: { namespace: string; deployment: string } & Abortable): Promise<KubeResult<RolloutStatus>>;
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
}

const usualTimeoutMs = 10_000;
const mostJsonBytes = 32 * 1024 * 1024;
const mostAnswerBytes = 64 * 1024;

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

function clusterOf(config: KubeConfig, now: () => number): Cluster {
  async function read(question: { path: string; what: string } & Abortable): Promise<KubeResult<unknown>> {
    const { path, what, signal, timeoutMs = usualTimeoutMs } = question;
    const sent = await apiGet({
      config,
      path,
      accept: 'application/json',
      timeoutMs,
      mostBytes: mostJsonBytes,
      signal,
    });
    if (!sent.ok) return sent;
    const answer = sent.value;
    const problem = complaintOf(answer, what);
    if (problem) return { ok: false, problem };
    if (answer.status >= 400)
      return { ok: false, problem: problemOf(answer.status, `${what}: status ${answer.status}`) };
    const value = parsed(answer.body);
    if (typeof value === 'object' && value !== null) return { ok: true, value };
    return { ok: false, problem: { code: 'unexpected-answer', message: `${what}: the answer is no JSON` } };
  }

  return {
    context: config.getCurrentContext(),
    server: config.getCurrentCluster()?.server ?? '',

    async rolloutStatus({ namespace, deployment, ...rest }) {
      const path = `${appsPath(namespace)}/${encodeURIComponent(deployment)}`;
      const found = await read({ path, what: `deployment ${namespace}/${deployment}`, ...rest });
      return found.ok ? { ok: true, value: rolloutOf(found.value) } : found;
    },

    async listDeployments({ namespace, labelSelector, ...rest }) {
      const path = `${appsPath(namespace)}${selecting(labelSelector)}`;
      const found = await read({ path, what: `deployments in ${namespace}`, ...rest });
      return found.ok ? { ok: true, value: listField(found.value, 'items').map(rolloutOf) } : found;
    },

    async podStates({ namespace, labels = {}, ...rest }) {
      const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods${selecting(selector.join(','))}`;
      const found = await read({ path, what: `pods in ${namespace}`, ...rest });
      return found.ok ? { ok: true, value: listField(found.value, 'items').map(podStateOf) } : found;
    },

    async getThroughService({ signal, timeoutMs = usualTimeoutMs, ...question }) {
      const path = proxyPath(question);
      if (path === undefined) {
        const message = `the path ${question.path} climbs out of the service ${question.service}`;
        return { ok: false, problem: { code: 'invalid-request', message, hint: 'write it without `.` and `..`' } };
      }
      const started = now();
      const sent = await apiGet({ config, path, accept: '*/*', timeoutMs, mostBytes: mostAnswerBytes, signal });
      if (!sent.ok) return sent;
      return serviceAnswer({ question, answer: sent.value, durationMs: Math.round(now() - started) });
    },
  };
}

function appsPath(namespace: string): string {
  return `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`;
}

function selecting(labelSelector: string | undefined): string {
  return labelSelector ? `?labelSelector=${encodeURIComponent(labelSelector)}` : '';
}
