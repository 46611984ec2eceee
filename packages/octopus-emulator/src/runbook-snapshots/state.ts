import type { SelectedGitResource, SelectedPackage } from '../releases/state.ts';

/** A runbook's process and variables as they were when the snapshot was made. */
export interface RunbookSnapshotDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly RunbookId: string;
  readonly Name: string;
  readonly Notes: string | null;
  readonly Assembled: string;
  readonly SelectedPackages: readonly SelectedPackage[];
  readonly SelectedGitResources: readonly SelectedGitResource[];
  readonly FrozenRunbookProcessId: string;
  readonly FrozenProjectVariableSetId: string;
  readonly ProjectVariableSetSnapshotId: string;
  readonly LibraryVariableSetSnapshotIds: readonly string[];
}
