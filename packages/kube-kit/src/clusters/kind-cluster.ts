import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '@octotrain/durable-files';
import { parsed, textField } from '../json.ts';
import type { Kind } from '../kind/kind.ts';
import type { KubeResult } from '../result.ts';
import { alone } from './alone.ts';
import type { ClusterStatus, DownOutcome, LocalCluster, UpOutcome } from './local-cluster.ts';
import { lookAtCluster } from './look-at-cluster.ts';

/** A cluster in containers. */
export interface KindClusterOptions {
  readonly name: string;
  /** `kind-` and what kind calls the cluster: kind makes contexts so. */
  readonly context: string;
  /** A folder of its own, for its kubeconfig and the mark of an unfinished start. */
  readonly folder: string;
  readonly kind: Kind;
}

const patienceMs = 10 * 60_000;

/** A control plane and two workers, as containers. */
const kindConfiguration = {
  kind: 'Cluster',
  apiVersion: 'kind.x-k8s.io/v1alpha4',
  nodes: [{ role: 'control-plane' }, { role: 'worker' }, { role: 'worker' }],
} as const;

/**
 * A cluster that kind makes with Docker or podman. Its kubeconfig is a file of its own. A start that was cut short is
 * marked in its folder, since kind leaves half a cluster then: the next one takes that away first.
 */
export function createKindCluster({ name, context, folder, kind }: KindClusterOptions): LocalCluster {
  const known = { name, context, provider: 'kind' as const };
  const own = context.replace(/^kind-/, '');
  const kubeconfig = join(folder, 'kubeconfig');
  const record = join(folder, 'cluster.json');

  async function isThere(signal?: AbortSignal): Promise<KubeResult<boolean>> {
    const found = await kind.clusters({ signal, timeoutMs: 30_000 });
    return found.ok ? { ok: true, value: found.value.includes(own) } : found;
  }

  async function isUnfinished(): Promise<boolean> {
    const text = await readIfThere(record);
    return text !== undefined && textField(parsed(text), 'state') === 'starting';
  }

  async function look(signal?: AbortSignal): Promise<ReturnType<typeof lookAtCluster>> {
    const text = await kind.kubeconfig(own, { signal, timeoutMs: 30_000 });
    if (!text.ok) return text;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(kubeconfig, text.value, { ownerOnly: true });
    return lookAtCluster({ kubeconfig: { text: text.value }, context, signal });
  }

  async function remove(hear: (what: string) => void): Promise<KubeResult<void>> {
    return kind.delete({ name: own, kubeconfig }, { timeoutMs: patienceMs, hear });
  }

  async function forget(): Promise<void> {
    for (const path of [kubeconfig, record]) await rm(path, { force: true });
  }

  async function create(options: { signal: AbortSignal; hear: (what: string) => void }): Promise<KubeResult<void>> {
    await writeFile(record, `${JSON.stringify({ schema: 1, ...known, state: 'starting' })}\n`, { mode: 0o600 });
    const made = await kind.create(
      { name: own, config: kindConfiguration, kubeconfig, waitMs: patienceMs / 2 },
      { ...options, timeoutMs: patienceMs },
    );
    if (made.ok) await writeWhole(record, `${JSON.stringify({ schema: 1, ...known, state: 'up' })}\n`);
    else if ((await remove(options.hear)).ok) await forget();
    return made;
  }

  return {
    ...known,

    async up({ signal, hear = () => undefined }) {
      return alone<{ outcome: UpOutcome; kubeconfig: string }>({ folder, name, what: 'up' }, async () => {
        const there = await isThere(signal);
        if (!there.ok) return there;
        if (there.value && !(await isUnfinished())) {
          const found = await look(signal);
          if (found.ok) return { ok: true, value: { outcome: 'ran already', kubeconfig } };
          const nodes = ['control-plane', 'worker', 'worker2'].map((node) => `${own}-${node}`);
          const hint = `start its containers (docker start ${nodes.join(' ')}), or take it down and up again`;
          return { ok: false, problem: { ...found.problem, hint } };
        }
        if (there.value) {
          hear('what an earlier start has left to be taken away');
          const removed = await remove(hear);
          if (!removed.ok) return removed;
        }
        const made = await create({ signal, hear });
        return made.ok ? { ok: true, value: { outcome: 'made', kubeconfig } } : made;
      });
    },

    async status({ signal } = {}) {
      const there = await isThere(signal);
      if (!there.ok) return there;
      const none: ClusterStatus = { ...known, state: 'absent', parts: [], versions: {} };
      if (!there.value) return { ok: true, value: none };
      if (await isUnfinished())
        return { ok: true, value: { ...none, state: 'broken', reason: 'its start was cut short' } };
      const found = await look(signal);
      if (!found.ok)
        return { ok: true, value: { ...none, state: 'broken', reason: found.problem.message, kubeconfig } };
      const { server, nodes, versions } = found.value;
      return { ok: true, value: { ...none, state: 'running', server, kubeconfig, parts: nodes, versions } };
    },

    async down({ signal, hear = () => undefined } = {}) {
      return alone<{ outcome: DownOutcome }>({ folder, name, what: 'down' }, async () => {
        const there = await isThere(signal);
        if (!there.ok) return there;
        if (there.value) {
          hear('its containers to go');
          const removed = await remove(hear);
          if (!removed.ok) return removed;
        }
        await forget();
        return { ok: true, value: { outcome: there.value ? 'removed' : 'was absent' } };
      });
    },
  };
}
