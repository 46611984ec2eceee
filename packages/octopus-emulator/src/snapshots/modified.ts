import type { World } from '../world.ts';

/** Whether the variables of a project, or of its library sets, have changed since a snapshot of them was taken. */
export function variablesModifiedSince(
  { store }: World,
  frozen: {
    readonly ProjectId: string;
    readonly ProjectVariableSetSnapshotId: string;
    readonly LibraryVariableSetSnapshotIds: readonly string[];
  },
): { readonly project: boolean; readonly libraries: boolean } {
  const project = store.get('Projects', frozen.ProjectId);
  const libraries = (project?.IncludedLibraryVariableSetIds ?? []).map((id) => {
    const setId = store.get('LibraryVariableSets', id)?.VariableSetId;
    return setId === undefined ? undefined : store.get('Variables', setId);
  });
  const snapshots = frozen.LibraryVariableSetSnapshotIds.map((id) => store.get('VariableSnapshots', id));
  return {
    project:
      store.get('VariableSnapshots', frozen.ProjectVariableSetSnapshotId)?.Version !==
      store.get('Variables', project?.VariableSetId ?? '')?.Version,
    libraries:
      libraries.length !== snapshots.length ||
      libraries.some(
        (set, index) => set?.Version !== snapshots[index]?.Version || set?.OwnerId !== snapshots[index]?.OwnerId,
      ),
  };
}
