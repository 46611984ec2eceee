import { renderTable } from '@octotrain/command-line';
import type { EnsuredNamespace, KubeProblem, UpOutcome } from '@octotrain/kube-kit';
import type { LabCluster } from '@octotrain/lab-config';

/** What became of one cluster. */
export interface ClusterUp {
  readonly inLab: LabCluster;
  readonly outcome?: UpOutcome;
  readonly kubeconfig?: string;
  readonly namespaces: readonly EnsuredNamespace[];
  readonly problem?: KubeProblem;
}

/** The clusters and what was done, as a table. */
export function upText(clusters: readonly ClusterUp[], width: number): string {
  const columns = ['Cluster', 'Provider', 'Context', 'Outcome', 'Namespaces'].map((heading) => ({
    heading,
    narrowTo: 10,
  }));
  const rows = clusters.map(({ inLab, outcome, namespaces, problem }) => [
    inLab.name,
    inLab.provider,
    inLab.context,
    problem === undefined ? (outcome ?? '') : 'failed',
    namespacesText(namespaces),
  ]);
  return renderTable({ columns, rows, width });
}

function namespacesText(namespaces: readonly EnsuredNamespace[]): string {
  const outcomes = (['made', 'labelled', 'unchanged'] as const).flatMap((outcome) => {
    const count = namespaces.filter((one) => one.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return outcomes.length === 0 ? 'none' : outcomes.join(', ');
}

/** The same as data. */
export function upDocument(clusters: readonly ClusterUp[], seconds: number): object {
  return {
    schema: 1,
    seconds,
    clusters: clusters.map(({ inLab, ...rest }) => {
      const { name, provider, context, environments } = inLab;
      return { name, provider, context, environments, ...rest };
    }),
  };
}
