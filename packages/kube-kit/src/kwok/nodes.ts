/** How many nodes a cluster has, and how large each is. */
export interface NodeWish {
  /** None where nodes come by themselves, with a kubelet of their own. */
  readonly count: number;
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
}

/** Two workers, as kind makes them, large enough for a lab. */
export const usualNodes: NodeWish = { count: 2, cpu: '8', memory: '16Gi', pods: 110 };

/** The annotation, name and value, of nodes that kwok plays. */
export const playedMark = ['kwok.x-k8s.io/node', 'fake'] as const;

/** Node objects for kwok to play: `finpay-dev-worker`, `finpay-dev-worker2` and so on. */
export function nodesOf(clusterName: string, { count, cpu, memory, pods }: NodeWish): readonly object[] {
  const cluster = clusterName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return Array.from({ length: count }, (_, index) => {
    const name = `${cluster}-worker${index === 0 ? '' : index + 1}`;
    const sizes = { cpu, memory, pods: String(pods) };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { [playedMark[0]]: playedMark[1], 'node.alpha.kubernetes.io/ttl': '0' },
        labels: {
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'node-role.kubernetes.io/worker': '',
          type: 'kwok',
        },
      },
      status: { allocatable: sizes, capacity: sizes, phase: 'Running' },
    };
  });
}
