/** An artifact with the runs of one train file, kept by `train.yml` or `resume.yml`. */
export interface JournalArtifact {
  readonly name: string;
  /** Name of the train file in `trains/`. */
  readonly file: string;
  /** Whether the train had not ended when it was left. */
  readonly open: boolean;
  /** Id of the workflow run that uploaded it. */
  readonly workflowRun: number;
}

/** One artifact as GitHub's REST API gives it. */
export interface Artifact {
  readonly name: string;
  readonly expired: boolean;
  readonly created_at: string;
  readonly workflow_run: {
    readonly id: number;
    readonly repository_id: number;
    readonly head_repository_id: number;
    readonly head_branch: string | null;
  } | null;
}

const namePattern = /^journal-(open|ended)--([A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml)$/;

/** What the artifact of a train file is called. */
export function journalName(options: { file: string; open: boolean }): string {
  return `journal-${options.open ? 'open' : 'ended'}--${options.file}`;
}

/**
 * The newest journal of each train file. Only what a workflow of this very repository uploaded from its default branch counts: a pull request can
 * upload artifacts of any name, and a journal is instructions.
 */
export function newestJournals(options: {
  artifacts: readonly Artifact[];
  defaultBranch: string;
}): readonly JournalArtifact[] {
  const { artifacts, defaultBranch } = options;
  const newest = new Map<string, JournalArtifact>();
  for (const { name, expired, workflow_run: by } of [...artifacts].sort((a, b) =>
    a.created_at < b.created_at ? 1 : -1,
  )) {
    const [, standing, file] = namePattern.exec(name) ?? [];
    if (!file || !by || newest.has(file)) continue;
    if (by.head_repository_id !== by.repository_id || by.head_branch !== defaultBranch) continue;
    newest.set(file, { name, file, open: standing === 'open' && !expired, workflowRun: by.id });
  }
  return [...newest.values()];
}
