import type { ProcessDocument } from '../processes/state.ts';
import type { World } from '../world.ts';
import type { ProcessSnapshotDocument, VariableSnapshotDocument } from './state.ts';

/** The variables of a snapshot. */
export type SnapshotVariables = VariableSnapshotDocument['Variables'];

/**
 * Keeps a copy of a process. The same version of a process is kept once: its snapshot never changes.
 */
export function snapshotProcess(world: World, process: ProcessDocument): ProcessSnapshotDocument {
  const processId = process.Id;
  const id = `${processId}-s-${process.Version}-${suffixOf(processId, process.Version)}`;
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

/** Snapshots of a project's own variables and of its library sets, in the order they are included. */
export function snapshotAllVariables(world: World, projectId: string): { project: string; libraries: string[] } {
  const project = world.store.get('Projects', projectId);
  if (project === undefined) throw new Error(`there is no project ${projectId}`);
  const libraries = project.IncludedLibraryVariableSetIds.flatMap((id) => {
    const library = world.store.get('LibraryVariableSets', id);
    return library === undefined ? [] : [snapshotVariables(world, library.VariableSetId).Id];
  });
  return { project: snapshotVariables(world, project.VariableSetId).Id, libraries };
}

/** Five letters that make ids of snapshots look like the server's; the same for the same version. */
function suffixOf(id: string, version: number): string {
  let hash = version + 7;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) % 11_881_376;
  return Array.from({ length: 5 }, (_, index) => String.fromCharCode(65 + (Math.floor(hash / 26 ** index) % 26))).join(
    '',
  );
}
