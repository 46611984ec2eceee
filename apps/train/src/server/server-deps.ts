import type { OctopusApi } from '@octotrain/octopus-client';
import type { SmokeProbes } from './probe.ts';

/** What performing an effect needs. */
export interface ServerDeps {
  readonly api: OctopusApi;
  readonly at: () => number;
  readonly probes: SmokeProbes;
  /** Asked immediately before each write; throws `LeaseLost` where it must not be sent. */
  readonly mayWrite: () => Promise<void>;
  /** A user's name, asked once. */
  readonly nameOf: (userId: string) => Promise<string>;
}
