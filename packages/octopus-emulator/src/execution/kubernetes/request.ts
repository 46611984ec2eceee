import { CLUSTERS_PATH } from '../../clusters/answer.ts';
import type { World } from '../../world.ts';

/** A GET of a pod or Service, by way of its cluster's API. */
export interface ClusterRequest {
  readonly cluster: string;
  readonly via: 'pods' | 'services';
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly path: string;
}

/** `world.fetch` answers for this host by itself: it is the emulator's own. */
const OWN_ADDRESS = 'http://octopus.localhost';

/** Sends a real HTTP request to the simulated cluster and gives what came back. */
export async function requestInCluster(
  world: World,
  target: ClusterRequest,
): Promise<{ status: number; body: string }> {
  const { cluster, namespace, via, name, port, path } = target;
  const segments = ['api', 'v1', 'namespaces', namespace, via, `${name}:${port}`, 'proxy'].map(encodeURIComponent);
  const address = `${OWN_ADDRESS}${CLUSTERS_PATH}${encodeURIComponent(cluster)}/${segments.join('/')}${path}`;
  const token = world.store.get('ClusterAccess', 'clusters')?.Token ?? '';
  const response = await world.fetch(address, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.text() };
}
