import type { RouteContext } from '../http/api.ts';
import { snapshotAllVariables } from '../snapshots/take.ts';
import type { ReleaseDocument } from './state.ts';

/** Takes the variables of a release anew, for good; never its process. [docs, the permission is a guess] */
export function refreshVariables(context: RouteContext, release: ReleaseDocument): ReleaseDocument {
  const { world, caller } = context;
  caller.requirePermission('ReleaseEdit', { spaceId: release.SpaceId, projectId: release.ProjectId });
  const variables = snapshotAllVariables(world, release.ProjectId);
  const refreshed: ReleaseDocument = {
    ...release,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
  };
  world.store.put('Releases', refreshed);
  world.record({
    category: 'Modified',
    message: `${caller.user.Username} took the variables of release ${release.Version} anew`,
    related: [release.Id, release.ProjectId],
    spaceId: release.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
    before: release,
    after: refreshed,
  });
  return refreshed;
}
