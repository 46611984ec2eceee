import type { ProcessDocument } from '../processes/state.ts';
import { resolveRef } from '../project-git/repository.ts';
import type { GitCommitDocument } from '../project-git/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import type { ProcessSnapshotDocument, VariableSnapshotDocument } from './state.ts';

/** The variables of a snapshot. */
export type SnapshotVariables = VariableSnapshotDocument['Variables'];

/**
 * Keeps a copy of a process. The same version of a process, or the same commit, is kept once: its snapshot never changes.
 */
export function snapshotProcess(
  world: World,
  process: ProcessDocument,
  commit?: GitCommitDocument,
): ProcessSnapshotDocument {
  const processId = process.Id;
  const id =
    commit === undefined
      ? `${processId}-s-${process.Version}-${suffixOf(processId, process.Version)}`
      : `${processId}-s-${shortHash(commit)}`;
  const known = world.store.get('ProcessSnapshots', id);
  if (known !== undefined) return known;
  const snapshot = { Id: id, OwnerId: processId, Version: process.Version, Steps: process.Steps };
  world.store.put('ProcessSnapshots', snapshot);
  return snapshot;
}

/** Keeps a copy of a variable set, once per version. */
function snapshotVariables(world: World, variableSetId: string): VariableSnapshotDocument {
  const set = world.store.get('Variables', variableSetId);
  if (set === undefined) throw new Error(`there is no variable set ${variableSetId}`);
  const id = `${variableSetId}-s-${set.Version}-${suffixOf(variableSetId, set.Version)}`;
  const known = world.store.get('VariableSnapshots', id);
  if (known !== undefined) return known;
  const snapshot = { Id: id, OwnerId: set.OwnerId, Version: set.Version, Variables: set.Variables };
  world.store.put('VariableSnapshots', snapshot);
  return snapshot;
}

function shortHash({ Hash }: GitCommitDocument): string {
  return Hash.slice(0, 10);
}

/** The variables of a commit, and with them the sensitive ones, which are not in git. [docs] */
function snapshotGitVariables(world: World, project: ProjectDocument, commit: GitCommitDocument): string {
  const set = world.store.get('Variables', project.VariableSetId);
  if (set === undefined) throw new Error(`there is no variable set ${project.VariableSetId}`);
  const Id = `${set.Id}-s-${shortHash(commit)}-${set.Version}`;
  const sensitive = set.Variables.filter(({ IsSensitive }) => IsSensitive);
  const Variables = [...commit.Tree.Variables, ...sensitive];
  world.store.put('VariableSnapshots', { Id, OwnerId: set.OwnerId, Version: set.Version, Variables });
  return Id;
}

/**
 * Snapshots of a project's own variables and of its library sets, in the order they are included. Of a project in git
 * they are those of a commit: the newest of its default branch unless one is given.
 */
export function snapshotAllVariables(
  world: World,
  projectId: string,
  given?: GitCommitDocument,
): { project: string; libraries: string[] } {
  const project = world.store.get('Projects', projectId);
  if (project === undefined) throw new Error(`there is no project ${projectId}`);
  const libraries = project.IncludedLibraryVariableSetIds.flatMap((id) => {
    const library = world.store.get('LibraryVariableSets', id);
    return library === undefined ? [] : [snapshotVariables(world, library.VariableSetId).Id];
  });
  const { PersistenceSettings: settings } = project;
  const commit =
    settings.Type === 'Database' ? undefined : (given ?? resolveRef(world, project, settings.DefaultBranch)?.commit);
  const own =
    commit === undefined
      ? snapshotVariables(world, project.VariableSetId).Id
      : snapshotGitVariables(world, project, commit);
  return { project: own, libraries };
}

/** Five letters that make ids of snapshots look like the server's; the same for the same version. */
function suffixOf(id: string, version: number): string {
  let hash = version + 7;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) % 11_881_376;
  return Array.from({ length: 5 }, (_, index) => String.fromCharCode(65 + (Math.floor(hash / 26 ** index) % 26))).join(
    '',
  );
}
