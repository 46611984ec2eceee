import { type Cluster, type Kubeconfig, type KubeProblem, openCluster, type PodState } from '@octotrain/kube-kit';
import type { Probe, SmokeProbes } from './probe.ts';

type Opened = Awaited<ReturnType<typeof openCluster>>;

/** Probes that ask the clusters of a kubeconfig; a cluster is opened when the first question is for it. */
export function clusterProbes(kubeconfig: Kubeconfig | null): SmokeProbes {
  const opened = new Map<string, Promise<Opened>>();
  async function inCluster(context: string, question: (cluster: Cluster) => Promise<Probe>): Promise<Probe> {
    if (!kubeconfig) return { result: 'inconclusive', detail: 'there is no kubeconfig: set KUBECONFIG' };
    const opening = opened.get(context) ?? openCluster({ kubeconfig, context });
    opened.set(context, opening);
    const found = await opening;
    return found.ok ? question(found.cluster) : inconclusive(found.problem);
  }
  return {
    rollout: ({ context, namespace, smoke }) =>
      inCluster(context, async (cluster) => {
        const asked = await cluster.rolloutStatus({ namespace, deployment: smoke.deployment });
        if (!asked.ok)
          return asked.problem.code === 'not-found' ? failed(asked.problem.message) : inconclusive(asked.problem);
        const { state, reason } = asked.value;
        if (state === 'complete') return { result: 'passed', detail: reason };
        return { result: state === 'failed' ? 'failed' : 'pending', detail: reason };
      }),
    http: ({ context, namespace, smoke }) =>
      inCluster(context, async (cluster) => {
        const { service, port, path, timeoutMs } = smoke;
        const asked = await cluster.getThroughService({
          namespace,
          service,
          ...(port === null ? {} : { port }),
          path,
          timeoutMs,
        });
        if (!asked.ok) {
          // A workload that does not answer is an answer; a cluster that does not is none.
          const workload = ['not-found', 'no-endpoints', 'timeout'].includes(asked.problem.code);
          return workload ? failed(asked.problem.message) : inconclusive(asked.problem);
        }
        const { status, durationMs } = asked.value;
        if (status === smoke.status) return { result: 'passed', detail: `${status} in ${durationMs} ms` };
        const pods = await cluster.podStates({ namespace, labels: { app: service } });
        return failed([`${status}, expected ${smoke.status}`, ...(pods.ok ? podWords(pods.value) : [])].join('; '));
      }),
  };
}

function failed(detail: string): Probe {
  return { result: 'failed', detail };
}

function inconclusive(problem: KubeProblem): Probe {
  return { result: 'inconclusive', detail: problem.message };
}

/** What is worth saying of pods that may be to blame. */
function podWords(pods: readonly PodState[]): string[] {
  return pods
    .filter((pod) => pod.ready < pod.containers || pod.restarts > 0)
    .slice(0, 3)
    .map(
      (pod) =>
        `pod ${pod.name}: ready ${pod.ready} of ${pod.containers}, restarted ${pod.restarts} times${pod.lastReason ? `, last: ${pod.lastReason}` : ''}`,
    );
}
