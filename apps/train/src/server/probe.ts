import type { HttpSmoke, RolloutSmoke, SmokeResult } from '@octotrain/train-engine';

/** What one attempt showed. */
export interface Probe {
  readonly result: SmokeResult;
  /** One line for people. */
  readonly detail: string;
}

/** Questions to the clusters. */
export interface SmokeProbes {
  rollout(options: { context: string; namespace: string; smoke: RolloutSmoke }): Promise<Probe>;
  http(options: { context: string; namespace: string; smoke: HttpSmoke }): Promise<Probe>;
}
