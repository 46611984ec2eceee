import type { SelectedGitResource, SelectedPackage, VersionControlReference } from '../releases/state.ts';

/** A runbook's process and variables as they were when the snapshot was made. */
export interface RunbookSnapshotDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly RunbookId: string;
  readonly Name: string;
  /** Of a run from git; absent otherwise. */
  readonly GitReference?: VersionControlReference;
  readonly Notes: string | null;
  readonly Assembled: string;
  readonly SelectedPackages: readonly SelectedPackage[];
  readonly SelectedGitResources: readonly SelectedGitResource[];
  readonly FrozenRunbookProcessId: string;
  readonly FrozenProjectVariableSetId: string;
  readonly ProjectVariableSetSnapshotId: string;
  readonly LibraryVariableSetSnapshotIds: readonly string[];
}
