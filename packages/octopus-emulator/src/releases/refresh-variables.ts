import type { RouteContext } from '../http/api.ts';
import { resolveRef } from '../project-git/repository.ts';
import { snapshotAllVariables } from '../snapshots/take.ts';
import { recordOnRelease } from './record.ts';
import type { ReleaseDocument } from './state.ts';

/** Takes the variables of a release anew, for good; never its process. [docs, the permission is a guess] */
export function refreshVariables(context: RouteContext, release: ReleaseDocument): ReleaseDocument {
  const { world, caller } = context;
  caller.requirePermission('ReleaseEdit', { spaceId: release.SpaceId, projectId: release.ProjectId });
  const project = world.store.get('Projects', release.ProjectId);
  const reference = release.VersionControlReference;
  // Of a project in git: those that its branch has now. [guess]
  const at = project && reference ? resolveRef(world, project, reference.GitRef)?.commit : undefined;
  const variables = snapshotAllVariables(world, release.ProjectId, at);
  const refreshed: ReleaseDocument = {
    ...release,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
    ...(at === undefined || !reference
      ? {}
      : { VersionControlReference: { ...reference, VariablesGitCommit: at.Hash } }),
  };
  world.store.put('Releases', refreshed);
  recordOnRelease(context, release, {
    category: 'Modified',
    what: `took the variables of release ${release.Version} anew`,
    after: refreshed,
  });
  return refreshed;
}
