import type { OctopusApi } from '@octotrain/octopus-client';
import type { SmokeProbes } from './probe.ts';

/** What performing an effect needs. */
export interface ServerDeps {
  readonly api: OctopusApi;
  readonly at: () => number;
  readonly probes: SmokeProbes;
  /** A user's name, asked once. */
  readonly nameOf: (userId: string) => Promise<string>;
}
