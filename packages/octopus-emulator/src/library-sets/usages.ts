import type { RouteContext } from '../http/api.ts';
import { projectUsages } from '../usages/show.ts';
import type { LibrarySetDocument } from './state.ts';

/** Which projects include a set, and which releases and snapshots froze it; what the caller may not see is only counted. */
export function librarySetUsages({ world, caller, space }: RouteContext, set: LibrarySetDocument): object {
  const { store } = world;
  const maySee = (projectId: string) => caller.may('ProjectView', { spaceId: space.Id, projectId });
  // Snapshots of a set have ids that begin with its own.
  const froze = (ids: readonly string[]) => ids.some((id) => id.startsWith(`${set.VariableSetId}-s-`));
  const here = { group: ({ SpaceId }: { readonly SpaceId: string }) => SpaceId === space.Id };
  const releases = everything(store.newest('Releases', here)).filter((one) => froze(one.LibraryVariableSetSnapshotIds));
  const snapshots = everything(store.newest('RunbookSnapshots', here)).filter((one) =>
    froze(one.LibraryVariableSetSnapshotIds),
  );
  const including = store
    .all('Projects')
    .filter(({ IncludedLibraryVariableSetIds }) => IncludedLibraryVariableSetIds.includes(set.Id))
    .map(({ Id }) => Id);
  const concerned = new Set([...including, ...[...releases, ...snapshots].map(({ ProjectId }) => ProjectId)]);
  return {
    Projects: projectUsages(store, {
      owners: new Set(including.filter(maySee)),
      releases: releases.filter(({ ProjectId }) => maySee(ProjectId)),
      runbookSnapshots: snapshots.filter(({ ProjectId }) => maySee(ProjectId)),
    }),
    CountOfProjectsUserCannotSee: [...concerned].filter((id) => !maySee(id)).length,
    CountOfReleasesUserCannotSee: releases.filter(({ ProjectId }) => !maySee(ProjectId)).length,
    CountOfRunbookSnapshotsUserCannotSee: snapshots.filter(({ ProjectId }) => !maySee(ProjectId)).length,
  };
}

function everything<D>(found: {
  readonly length: number;
  slice(from: number, to: number): readonly D[];
}): readonly D[] {
  return found.slice(0, found.length);
}
