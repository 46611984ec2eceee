import { createApiClient } from '../connect/api-client.ts';
import { createConnection } from '../connect/connection.ts';
import { type Kubeconfig, loadKubeconfig } from '../connect/kubeconfig.ts';
import { listField, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';
import type { ClusterPart } from './local-cluster.ts';

/** What a cluster says of itself when it is asked. */
export interface ClusterLook {
  readonly server: string;
  readonly nodes: readonly ClusterPart[];
  readonly versions: Readonly<Record<string, string>>;
}

/** Asks a cluster for its version and nodes. A cluster that does not let its nodes be listed has none here. */
export async function lookAtCluster(options: {
  kubeconfig: Kubeconfig;
  context: string;
  signal?: AbortSignal | undefined;
}): Promise<KubeResult<ClusterLook>> {
  const { signal, ...choice } = options;
  const loaded = await loadKubeconfig(choice);
  if (!loaded.ok) return loaded;
  const api = createApiClient(createConnection(loaded.value));
  const ask = (path: string) => api.call({ method: 'GET', path, timeoutMs: 10_000, signal });
  const version = await ask('/version');
  if (!version.ok) return version;
  const nodes = await ask('/api/v1/nodes');
  if (!nodes.ok && nodes.problem.code !== 'forbidden') return nodes;
  return {
    ok: true,
    value: {
      server: api.server,
      nodes: nodes.ok ? listField(nodes.value, 'items').map(nodeOf) : [],
      versions: { kubernetes: textField(version.value, 'gitVersion') },
    },
  };
}

function nodeOf(node: unknown): ClusterPart {
  const running = listField(node, 'status', 'conditions').some(
    (condition) => textField(condition, 'type') === 'Ready' && textField(condition, 'status') === 'True',
  );
  return { name: textField(node, 'metadata', 'name'), running };
}
