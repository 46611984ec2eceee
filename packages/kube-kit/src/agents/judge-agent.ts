import { type Recovery, recoveryOf } from '../helm/recovery.ts';
import type { ReleaseRevision } from '../helm/release.ts';

/** What is there of an agent. */
export interface AgentFound {
  /** All revisions of its release. */
  readonly history: readonly ReleaseRevision[];
  /** Whether the latest revision has the values and the chart that it should. */
  readonly asWished: boolean;
  /** Its deployment target on the server, if any. */
  readonly target: AgentTarget | undefined;
}

/** An agent's deployment target, as the server sees it. */
export interface AgentTarget {
  /** `Healthy`, `HasWarnings`, `Unhealthy`, `Unavailable` or `Unknown`. */
  readonly health: string;
  /** Whether it leads to this agent and no other. */
  readonly isThis: boolean;
}

/** What to do for an agent. */
export type AgentDeed =
  | { readonly kind: 'nothing' }
  /** First gets the release out of an operation that was cut off, then makes it so. */
  | { readonly kind: 'mend'; readonly recovery: Recovery }
  | { readonly kind: 'install' | 'upgrade' }
  /** The release is right, and the server does not know it, or not well. */
  | { readonly kind: 'register' };

/** Whether deployments may go to a target. */
export function isWell(target: AgentTarget | undefined): boolean {
  return target?.isThis === true && (target.health === 'Healthy' || target.health === 'HasWarnings');
}

/** Decides what an agent needs. Nobody else may be installing it: what is pending is taken to have been cut off. */
export function judgeAgent({ history, asWished, target }: AgentFound): AgentDeed {
  const recovery = recoveryOf(history);
  if (recovery.kind !== 'none') return { kind: 'mend', recovery };
  const latest = history.at(-1);
  if (latest === undefined || latest.state === 'uninstalled') return { kind: 'install' };
  if (latest.state !== 'deployed') return { kind: 'mend', recovery: { kind: 'uninstall' } };
  if (!asWished) return { kind: 'upgrade' };
  return isWell(target) ? { kind: 'nothing' } : { kind: 'register' };
}
