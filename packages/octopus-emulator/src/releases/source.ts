import { badRequest } from '../http/problem.ts';
import type { ProcessDocument } from '../processes/state.ts';
import { resolveRef } from '../project-git/repository.ts';
import type { GitCommitDocument } from '../project-git/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import type { VersionControlReference } from './state.ts';

/** The process that a release is made of, and the commit that it is of, for projects in git. */
export interface ReleaseSource {
  readonly process: ProcessDocument;
  readonly reference: VersionControlReference | null;
  readonly commit: GitCommitDocument | undefined;
}

/**
 * The process of a project, in git at the named reference or commit. A project in git needs a reference, one in the
 * database takes none. [docs]
 */
export function sourceOf(
  world: World,
  project: ProjectDocument,
  wanted: { readonly gitRef: string | null | undefined; readonly gitCommit: string | null | undefined },
): ReleaseSource {
  const process = world.store.get('DeploymentProcesses', project.DeploymentProcessId);
  if (process === undefined) throw new Error(`the project ${project.Id} has no process`);
  const [gitRef, gitCommit] = [wanted.gitRef || '', wanted.gitCommit || ''];
  const { PersistenceSettings: settings } = project;
  if (settings.Type !== 'VersionControlled') {
    if (gitRef + gitCommit === '') return { process, reference: null, commit: undefined };
    throw badRequest([`The project '${project.Name}' is not kept in git: GitRef and GitCommit do not fit.`]);
  }
  if (gitRef === '') throw badRequest([`The project '${project.Name}' is kept in git: name a GitRef.`]);
  const named = resolveRef(world, project, gitRef);
  if (named === undefined) throw badRequest([`The git reference '${gitRef}' of '${project.Name}' does not exist.`]);
  const found = gitCommit === '' ? named : resolveRef(world, project, gitCommit);
  if (found === undefined) throw badRequest([`The commit '${gitCommit}' of '${project.Name}' does not exist.`]);
  const { commit } = found;
  const reference = { GitRef: named.ref, GitCommit: commit.Hash, VariablesGitCommit: commit.Hash };
  return { process: { ...process, Steps: commit.Tree.DeploymentProcess }, reference, commit };
}
