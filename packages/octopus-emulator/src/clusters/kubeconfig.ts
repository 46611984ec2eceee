/** What a kubeconfig of the simulated clusters is made of. */
export interface KubeconfigOptions {
  /** Address of the server, without a closing slash. */
  readonly url: string;
  readonly clusters: readonly string[];
  readonly token: string;
}

/**
 * A kubeconfig (JSON, which is YAML) with one context per simulated cluster, named like the cluster. TLS checks are off
 * because clients insist on that before they speak plain http.
 */
export function renderKubeconfig(options: KubeconfigOptions): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: options.clusters.map((name) => ({
      name,
      cluster: { server: `${options.url}/clusters/${encodeURIComponent(name)}`, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: 'octopus', user: { token: options.token } }],
    contexts: options.clusters.map((name) => ({ name, context: { cluster: name, user: 'octopus' } })),
    ...(options.clusters[0] === undefined ? {} : { 'current-context': options.clusters[0] }),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/**
 * The cluster an agent runs on: what follows the first dot of its polling address `poll://agent.cluster/`, or without a
 * dot the agent's own name.
 */
export function clusterOfAgent(uri: string): string {
  const host = uri.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '');
  const dot = host.indexOf('.');
  return dot < 0 ? host : host.slice(dot + 1);
}
