import type { ExecutionFields } from '../deployments/state.ts';

/** One run of a runbook in one environment, for one tenant or none. */
export interface RunbookRunDocument extends ExecutionFields {
  readonly RunbookId: string;
  readonly RunbookSnapshotId: string;
  readonly FrozenRunbookProcessId: string;
}
