import { type ApiClient, createApiClient } from '../connect/api-client.ts';
import { apiObject, applyObjects } from '../connect/apply-objects.ts';
import { createConnection } from '../connect/connection.ts';
import { loadKubeconfig } from '../connect/kubeconfig.ts';
import { labelsField, listField, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';

/** A namespace as it should be; labels of others are left alone. */
export interface WantedNamespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What became of a namespace. */
export interface EnsuredNamespace {
  readonly name: string;
  readonly outcome: 'made' | 'labelled' | 'unchanged';
}

/** Makes the namespaces that are missing, and labels those whose labels differ, by server-side apply. One read where all is well. */
export async function ensureNamespaces(options: {
  /** Path of a kubeconfig. */
  kubeconfig: string;
  context: string;
  namespaces: readonly WantedNamespace[];
  signal?: AbortSignal | undefined;
}): Promise<KubeResult<readonly EnsuredNamespace[]>> {
  const { kubeconfig, context, namespaces, signal } = options;
  const loaded = await loadKubeconfig({ kubeconfig: { path: kubeconfig }, context });
  if (!loaded.ok) return loaded;
  return ensureOn(createApiClient(createConnection(loaded.value)), { namespaces, signal });
}

async function ensureOn(
  api: ApiClient,
  { namespaces, signal }: { namespaces: readonly WantedNamespace[]; signal: AbortSignal | undefined },
): Promise<KubeResult<readonly EnsuredNamespace[]>> {
  const found = await api.call({ method: 'GET', path: '/api/v1/namespaces', timeoutMs: 10_000, signal });
  if (!found.ok) return found;
  const there = new Map(listField(found.value, 'items').map((one) => [textField(one, 'metadata', 'name'), one]));
  const ensured = namespaces.map((wanted) => ({
    name: wanted.name,
    outcome: outcomeOf(wanted, there.get(wanted.name)),
  }));
  const going = ensured.find(({ name }) => textField(there.get(name), 'status', 'phase') === 'Terminating');
  if (going !== undefined) return { ok: false, problem: terminating(going.name) };
  const changed = namespaces.filter((_, index) => ensured[index]?.outcome !== 'unchanged');
  const objects = changed.map((metadata) => apiObject({ apiVersion: 'v1', kind: 'Namespace', metadata }));
  const applied = await applyObjects({ api, objects, signal });
  return applied.ok ? { ok: true, value: ensured } : applied;
}

function outcomeOf({ labels }: WantedNamespace, found: unknown): EnsuredNamespace['outcome'] {
  if (found === undefined) return 'made';
  const has = labelsField(found, 'metadata', 'labels');
  return Object.entries(labels).every(([label, value]) => has[label] === value) ? 'unchanged' : 'labelled';
}

function terminating(name: string): KubeProblem {
  return {
    code: 'unexpected-answer',
    message: `the namespace ${name} is being deleted`,
    hint: 'wait until it is gone, then run this again',
  };
}
