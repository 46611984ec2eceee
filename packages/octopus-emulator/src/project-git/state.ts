import type { StepDocument } from '../processes/state.ts';
import type { Settings } from '../projects/settings-state.ts';
import type { VariableDocument } from '../variables/state.ts';

/** What a project keeps in git. */
export interface GitTree {
  readonly DeploymentProcess: readonly StepDocument[];
  readonly DeploymentSettings: Settings;
  /** Without sensitive ones: those stay in the database. [docs] */
  readonly Variables: readonly VariableDocument[];
  /** Steps by the id of the runbook's process. */
  readonly RunbookProcesses: Readonly<Record<string, readonly StepDocument[]>>;
}

/** The repository of a project, kept by the server itself: no other program sees it. The id is the project's. */
export interface GitRepositoryDocument {
  readonly Id: string;
  readonly SpaceId: string;
  /** Commits by full names, like `refs/heads/main`. */
  readonly Branches: Readonly<Record<string, string>>;
}

/** One commit. Its id is made of project and hash. */
export interface GitCommitDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly Hash: string;
  readonly Parent: string | null;
  readonly Message: string;
  readonly Author: string;
  readonly Created: string;
  readonly Tree: GitTree;
}
