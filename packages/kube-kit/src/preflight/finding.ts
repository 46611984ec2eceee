/** How much a finding matters: a lab cannot be made with a problem, and can with a warning. */
export type Severity = 'ok' | 'warning' | 'problem';

/** What a finding is about; stable, for programs that read it. */
export type FindingCode =
  | 'node'
  | 'engine'
  | 'engine-memory'
  | 'kind'
  | 'kubectl'
  | 'kubectl-skew'
  | 'helm'
  | 'helm-skew'
  | 'built-programs'
  | 'go'
  | 'memory'
  | 'disk'
  | 'inotify'
  | 'loopback'
  | 'port'
  | 'kubeconfig'
  | 'context';

/** One thing that was looked at. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What it is about, such as `Docker` or a context's name. */
  readonly subject: string;
  /** What is so. */
  readonly text: string;
  /** What to do about it; for each warning and problem. */
  readonly todo?: string;
}

type About = Pick<Finding, 'code' | 'subject'>;

/** A finding that all is well. */
export function ok(about: About, text: string): Finding {
  return { ...about, severity: 'ok', text };
}

/** A finding that something is to be done. */
export function amiss(about: About, severity: 'warning' | 'problem', said: { text: string; todo: string }): Finding {
  return { ...about, severity, ...said };
}
