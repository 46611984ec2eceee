import type { ClusterStatus, DownOutcome, KubeProblem, LocalCluster, UpOutcome } from '@octotrain/kube-kit';
import type { ClusterWork } from './cluster-work.ts';
import type { ClusterWish } from './make-cluster.ts';

/** What a cluster does that is none. */
export interface Played {
  readonly up?: UpOutcome | KubeProblem;
  readonly status?: Partial<ClusterStatus> | KubeProblem;
  readonly down?: DownOutcome | KubeProblem;
}

/** Clusters that only say that they are some, and a note of what was wished for. */
export function fakeClusters(played: Readonly<Record<string, Played>> = {}) {
  const wishes: ClusterWish[] = [];
  const namespaces: Record<string, readonly string[]> = {};
  const work: ClusterWork = {
    makeCluster(wish) {
      wishes.push(wish);
      return fake(wish, played[wish.name] ?? {});
    },
    async ensureNamespaces({ context, namespaces: wanted }) {
      namespaces[context] = wanted.map(({ name }) => name);
      return { ok: true, value: wanted.map(({ name }) => ({ name, outcome: 'made' })) };
    },
  };
  return { work, wishes, namespaces };
}

function fake({ name, context, provider, folder }: ClusterWish, played: Played): LocalCluster {
  const { up = 'made', status = {}, down = 'removed' } = played;
  return {
    ...{ name, context, provider },
    async up({ hear }) {
      hear?.('the nodes');
      if (typeof up !== 'string') return { ok: false, problem: up };
      return { ok: true, value: { outcome: up, kubeconfig: `${folder}/kubeconfig` } };
    },
    async status() {
      if ('message' in status) return { ok: false, problem: status };
      return { ok: true, value: { name, context, provider, state: 'absent', parts: [], versions: {}, ...status } };
    },
    async down() {
      return typeof down === 'string' ? { ok: true, value: { outcome: down } } : { ok: false, problem: down };
    },
  };
}
