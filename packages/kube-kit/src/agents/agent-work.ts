import type { ChartSource } from '../charts/chart-source.ts';
import type { Helm } from '../helm/helm.ts';
import type { Kubectl } from '../kubectl/kubectl.ts';
import type { KubeProblem } from '../result.ts';
import type { AgentServer } from './agent-server.ts';
import type { AgentServerAddress } from './agent-values.ts';
import type { AgentWish } from './agent-wish.ts';

/** A cluster, its agents, and what works at them. */
export interface AgentWork {
  readonly helm: Helm;
  readonly kubectl: Kubectl;
  readonly server: AgentServer;
  readonly agents: readonly AgentWish[];
  readonly address: AgentServerAddress;
  readonly charts: { readonly agent: ChartSource; readonly driver: ChartSource };
  /** Of the driver's chart. */
  readonly driverValues?: Readonly<Record<string, unknown>> | undefined;
  /** How long helm may wait for one release, and how long an agent may take to become healthy. */
  readonly waitMs: number;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Hears what goes on. */
  readonly hear: (what: string) => void;
}

/** What became of an agent. */
export interface AgentResult {
  readonly agent: AgentWish;
  readonly outcome: 'unchanged' | 'installed' | 'upgraded' | 'mended' | 'registered' | 'failed' | 'not reached';
  readonly problem?: KubeProblem | undefined;
}
