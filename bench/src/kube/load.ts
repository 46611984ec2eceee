import { deploymentOf, namespaceOf } from './workload.ts';

const podsEach = 10;
const namespaces = 10;

/** Namespaces and Deployments of ten pods each, spread over them; so many pods together, the last Deployment has the rest. */
export function loadOf(pods: number): { objects: readonly object[]; deployments: readonly Placed[] } {
  const deployments = Array.from({ length: Math.ceil(pods / podsEach) }, (_, at) => ({
    namespace: `load-${at % namespaces}`,
    name: `api-${at}`,
    replicas: Math.min(podsEach, pods - at * podsEach),
  }));
  const places = [...new Set(deployments.map(({ namespace }) => namespace))];
  const objects = [
    ...places.map(namespaceOf),
    ...deployments.map((one) => deploymentOf({ ...one, image: 'api:1.0.0' })),
  ];
  return { objects, deployments };
}

interface Placed {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
}
