import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { projectOfPath } from '../projects/of-path.ts';
import { byNameSchema, refreshNamed } from '../snapshots/by-name.ts';
import { mayTouch } from '../variables/access.ts';
import { shownVariable } from '../variables/rules.ts';
import { recordOnRelease } from './record.ts';
import { visibleRelease } from './routes.ts';
import { showRelease } from './show.ts';

/** The variables that a release froze: read, and some of them taken anew. */
export function registerReleaseVariablesRoutes(api: Api): void {
  api.space('GET', '/projects/:projectId/releases/:id/variables', read);
  api.space('POST', '/releases/:id/snapshot-variables-by-name', refresh);
}

/** The set of the project first, then those of its library sets; only what the caller may view. */
function read(context: RouteContext): Reply {
  const { world, caller, space } = context;
  const project = projectOfPath(context, 'projectId');
  const release = visibleRelease(context, 'ReleaseView');
  if (release.ProjectId !== project.Id) throw notFound('release', release.Id);
  caller.requirePermission('VariableView', { spaceId: space.Id, projectId: project.Id });
  const ids = [release.ProjectVariableSetSnapshotId, ...release.LibraryVariableSetSnapshotIds];
  return ok(
    ids.flatMap((id) => {
      const snapshot = world.store.get('VariableSnapshots', id);
      if (snapshot === undefined) return [];
      const set = { ...snapshot, SpaceId: space.Id };
      const owned = { set, projectId: snapshot.OwnerId === project.Id ? project.Id : undefined };
      const visible = snapshot.Variables.filter((variable) =>
        mayTouch({ caller, store: world.store }, owned, { variable, verb: 'View' }),
      );
      return [{ ...set, Variables: visible.map(shownVariable), Links: { Self: `/api/${space.Id}/variables/${id}` } }];
    }),
  );
}

function refresh(context: RouteContext): Reply {
  const { world } = context;
  const release = visibleRelease(context, 'ReleaseEdit');
  const { Variables } = validated(byNameSchema, context.body);
  const after = { ...release, ...refreshNamed(world, release, Variables) };
  world.store.put('Releases', after);
  recordOnRelease(context, release, {
    category: 'Modified',
    what: `took variables of release ${release.Version} anew: ${Variables.map(({ Name }) => Name).join(', ')}`,
    after,
  });
  return ok(showRelease(after));
}
