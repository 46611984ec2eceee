import type { ProcessDocument } from '../processes/state.ts';
import type { VariableSetDocument } from '../variables/state.ts';

/** A process as it was when a release or a runbook snapshot was made. */
export interface ProcessSnapshotDocument {
  readonly Id: string;
  readonly OwnerId: string;
  readonly Version: number;
  readonly Steps: ProcessDocument['Steps'];
}

/** A variable set as it was when a release or a runbook snapshot was made. */
export interface VariableSnapshotDocument {
  readonly Id: string;
  readonly OwnerId: string;
  readonly Version: number;
  readonly Variables: VariableSetDocument['Variables'];
}
