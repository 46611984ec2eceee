import type { KubeProblem } from '../result.ts';
import type { LocalCluster } from './local-cluster.ts';
import { lookAtCluster } from './look-at-cluster.ts';

/** A cluster of somebody else's. */
export interface ExistingClusterOptions {
  readonly name: string;
  readonly context: string;
  /** Path of the kubeconfig that has its context, or several, as in `KUBECONFIG`. */
  readonly kubeconfig: string;
}

/** A cluster that was there before and stays: it is asked, never made and never taken away. */
export function createExistingCluster({ name, context, kubeconfig }: ExistingClusterOptions): LocalCluster {
  const known = { name, context, provider: 'existing' as const };
  const look = (signal: AbortSignal | undefined) =>
    lookAtCluster({ kubeconfig: { path: kubeconfig }, context, signal });

  return {
    ...known,
    async up({ signal }) {
      const found = await look(signal);
      if (found.ok) return { ok: true, value: { outcome: 'ran already', kubeconfig } };
      return { ok: false, problem: helped(found.problem) };
    },
    async status({ signal } = {}) {
      const found = await look(signal);
      if (found.ok) {
        const { server, nodes, versions } = found.value;
        return { ok: true, value: { ...known, state: 'running', server, kubeconfig, parts: nodes, versions } };
      }
      const { code, message } = found.problem;
      const state = code === 'context-missing' ? 'absent' : 'broken';
      return { ok: true, value: { ...known, state, reason: message, kubeconfig, parts: [], versions: {} } };
    },
    async down() {
      return { ok: true, value: { outcome: 'left alone' } };
    },
  };
}

function helped(problem: KubeProblem): KubeProblem {
  if (problem.code !== 'context-missing') return problem;
  const hint = `${problem.hint}; the lab file says that this cluster exists: let its provider be kind or kwok to have it made`;
  return { ...problem, hint };
}
