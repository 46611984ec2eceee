import { renderTable } from '@octotrain/command-line';
import type { ClusterStatus } from '@octotrain/kube-kit';
import { ageText, bytesText } from './measures.ts';

/** What is to be seen of the clusters: a table, and a sentence for each that is not well. */
export function statusText(clusters: readonly ClusterStatus[], { width, now }: { width: number; now: number }): string {
  const columns = ['Cluster', 'Provider', 'State', 'Kubernetes', 'Runs for', 'Memory', 'Running'].map((heading) => ({
    heading,
    narrowTo: 8,
  }));
  const table = renderTable({ columns, rows: clusters.map((status) => rowOf(status, now)), width });
  const reasons = clusters.flatMap(({ name, reason }) => (reason === undefined ? [] : [`${name}: ${reason}`]));
  return reasons.length === 0 ? table : `${table}\n\n${reasons.join('\n')}`;
}

function rowOf({ name, provider, state, versions, started, parts }: ClusterStatus, now: number): readonly string[] {
  const isUp = state === 'running' || state === 'broken';
  const running = parts.filter((part) => part.running);
  const memory = running.reduce((sum, { memoryBytes }) => sum + (memoryBytes ?? 0), 0);
  return [
    name,
    provider,
    state,
    versions.kubernetes ?? '',
    isUp && started !== undefined ? ageText(now - Date.parse(started)) : '',
    memory === 0 ? '' : bytesText(memory),
    parts.length === 0 ? '' : `${running.length} of ${parts.length}`,
  ];
}
