import { type Colours, renderTable } from '@octotrain/command-line';
import { agentNamespacePrefix, type Footprint, type FootprintRow, type OwnerRule } from '@octotrain/kube-kit';

/** Whose a namespace is: an agent's by its name, a space's by the label that `clusters up` gives it. */
export const footprintOwners: readonly OwnerRule[] = [
  { namespacePattern: `${agentNamespacePrefix}{owner}` },
  { namespaceLabel: 'octotrain/space' },
];

/** What is taken of a cluster. */
export interface ClusterFootprint {
  readonly cluster: string;
  readonly footprint: Footprint;
}

/** A table for each cluster: a row for each agent, each space, all of them together, and all else. */
export function footprintText(
  all: readonly ClusterFootprint[],
  { width, colours }: { width: number; colours: Colours },
): string {
  return all
    .map(({ cluster, footprint }) => {
      const columns = ['Owner', 'Namespaces', 'Pods', 'CPU', 'Memory', 'Limits', 'Storage'].map((heading, at) => ({
        ...{ heading, narrowTo: 8 },
        ...(at === 0 ? {} : { align: 'right' as const }),
      }));
      const rows = named(footprint).map(({ owner, row }) => [
        ...[owner, String(row.namespaces.length), String(row.pods)],
        ...[row.requests.cpu ?? '', row.requests.memory ?? ''],
        Object.values(row.limits).join(', '),
        row.volumes === 0 ? '' : row.storage,
      ]);
      return `${colours.bold(cluster)}\n${renderTable({ columns, rows, width })}`;
    })
    .join('\n\n');
}

/** The same as a document. */
export function footprintDocument(all: readonly ClusterFootprint[]): object {
  return {
    schema: 1,
    clusters: all.map(({ cluster, footprint }) => ({
      cluster,
      owners: named(footprint).map(({ owner, row }) => ({ owner, ...row })),
    })),
  };
}

/** Agents, then spaces. */
function named({ owners, others, total }: Footprint): readonly { owner: string; row: FootprintRow }[] {
  const rows = owners.map(({ owner, ...row }) => {
    const isAgent = row.namespaces.every((name) => name.startsWith(agentNamespacePrefix));
    return { owner: `${isAgent ? 'agent' : 'space'} ${owner}`, row };
  });
  const sorted = rows.toSorted((one, other) => (one.owner < other.owner ? -1 : 1));
  return [...sorted, { owner: 'together', row: total }, { owner: 'all else', row: others }];
}
