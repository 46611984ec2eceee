import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { composition } from '../http/json-text.ts';
import { projectOfPath } from '../projects/of-path.ts';
import { releaseProgress } from './release-progress.ts';

const DEFAULT_HISTORY = 30;

/** Where the latest releases of a project are. */
export function registerProgressionRoutes(api: Api): void {
  for (const path of ['/progression/:id', '/projects/:id/progression']) api.space('GET', path, progression);
}

function progression(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  const project = projectOfPath(context);
  caller.requirePermission('ProjectView', { spaceId: space.Id, projectId: project.Id });
  const latest = world.store
    .newest('Releases', { group: ({ ProjectId }) => ProjectId === project.Id })
    .slice(0, query.count('releaseHistoryCount') ?? DEFAULT_HISTORY);
  const channels = world.store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const environments = world.store
    .all('Environments')
    .filter(({ SpaceId }) => SpaceId === space.Id)
    .sort((a, b) => a.SortOrder - b.SortOrder)
    .map(({ Id, Name }) => ({ Id, Name }));
  const progress = releaseProgress(context, channels);
  return ok(
    composition({
      Environments: environments,
      ChannelEnvironments: Object.fromEntries(channels.map(({ Id }) => [Id, environments])),
      Releases: latest.map(progress),
      Links: { Self: context.path },
    }),
  );
}
