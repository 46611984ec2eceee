import type { OctopusApi } from '@octotrain/octopus-client';
import type { SmokeProbes } from './probe.ts';
import type { ReleaseDeployments } from './release-deployments.ts';
import type { TaskSource } from './task-source.ts';

/** What performing an effect needs. */
export interface ServerDeps {
  /** Sends no write that the lease does not allow: it throws `LeaseLost` instead. */
  readonly api: OctopusApi;
  readonly at: () => number;
  readonly tasks: TaskSource;
  readonly probes: SmokeProbes;
  readonly ofRelease: ReleaseDeployments;
  /** A user's name, asked once. */
  readonly nameOf: (userId: string) => Promise<string>;
}
