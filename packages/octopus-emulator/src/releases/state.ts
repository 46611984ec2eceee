/** A release: one version of a project, with everything it needs as it was at its creation. */
export interface ReleaseDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Version: string;
  readonly ProjectId: string;
  readonly ChannelId: string;
  readonly Assembled: string;
  readonly ReleaseNotes: string | null;
  readonly IgnoreChannelRules: boolean;
  readonly SelectedPackages: readonly SelectedPackage[];
  readonly SelectedGitResources: readonly SelectedGitResource[];
  readonly ProjectVariableSetSnapshotId: string;
  readonly LibraryVariableSetSnapshotIds: readonly string[];
  readonly ProjectDeploymentProcessSnapshotId: string;
  readonly CustomFields: Readonly<Record<string, string>>;
  /** Of projects in git; absent or null of others. */
  readonly VersionControlReference?: VersionControlReference | null;
  /** What builds told of its packages when it was made; absent where that was before builds told anything. */
  readonly BuildInformation?: readonly object[];
  /** Who made it; automatic deployments carry the name. */
  readonly CreatedById: string;
}

/** Where in git a release comes from. */
export interface VersionControlReference {
  readonly GitRef: string;
  readonly GitCommit: string;
  readonly VariablesGitCommit: string;
}

export interface SelectedPackage {
  readonly ActionName: string;
  readonly PackageReferenceName: string;
  readonly StepName?: string | null;
  readonly Version: string;
}

/** A git repository of a step, pinned to a commit. */
export interface SelectedGitResource {
  readonly ActionName: string;
  readonly GitReferenceResource: { readonly GitRef: string; readonly GitCommit: string };
  readonly GitResourceReferenceName: string;
}

/** A reason why a release must not go further. */
export interface DefectDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ReleaseId: string;
  readonly Description: string;
  readonly Status: 'Unresolved' | 'Resolved';
}
