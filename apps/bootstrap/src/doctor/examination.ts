import type { ClusterNeed, Finding, Severity } from '@octotrain/kube-kit';

/** What was looked at for a lab, and found. */
export interface Examination {
  readonly lab: string;
  /** The lab file, as it is shown. */
  readonly file: string;
  readonly clusters: readonly ClusterNeed[];
  readonly findings: readonly Finding[];
  /** Words that say the same file and provider to another command, with a space before each. */
  readonly again: string;
}

/** How many findings are of one severity. */
export function countOf(severity: Severity, findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
