import type { GitRepository } from '../../git/git-source.ts';
import type { World } from '../../world.ts';
import type { ActionRun } from '../executor.ts';
import { arrival, type Work } from '../work.ts';

/** The repository of a step at the commit that the release pinned. */
export interface PinnedFiles {
  readonly commit: string;
  readonly address: string;
  readonly repository: GitRepository;
  read(path: string): Work<string | undefined>;
  list(folder: string): Work<readonly string[]>;
}

/** Opens the repository of an action's git dependency, the first or a named one; gives a sentence when that cannot be. */
export function openPinnedFiles(world: Pick<World, 'git'>, run: ActionRun, name?: string): PinnedFiles | string {
  const dependencies = run.action.GitDependencies;
  const dependency = name === undefined ? dependencies[0] : dependencies.find((each) => each.Name === name);
  if (dependency === undefined) {
    const which = name === undefined ? 'no git repository' : `no git repository called '${name}'`;
    return `The step '${run.step.Name}' has ${which} to read from.`;
  }
  const pinned = run.subject.gitResources.find(
    ({ ActionName, GitResourceReferenceName }) =>
      ActionName === run.action.Name && GitResourceReferenceName === dependency.Name,
  );
  if (pinned === undefined)
    return `No commit of ${dependency.RepositoryUri} was pinned for the step '${run.step.Name}'.`;
  const repository = world.git.repository(dependency.RepositoryUri);
  if (repository === undefined) return `The repository ${dependency.RepositoryUri} is not known to this server.`;
  return filesAt(repository, dependency.RepositoryUri, pinned.GitReferenceResource.GitCommit);
}

function filesAt(repository: GitRepository, address: string, commit: string): PinnedFiles {
  return {
    commit,
    address,
    repository,
    *read(path) {
      return yield* arrival(repository.read(commit, path));
    },
    *list(folder) {
      return yield* arrival(repository.list(commit, folder));
    },
  };
}
