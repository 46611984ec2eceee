import { channels as channelResource } from '../channels/routes.ts';
import type { ChannelDocument } from '../channels/state.ts';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { nextDeployments } from '../lifecycles/progression.ts';
import { projectOfPath } from '../projects/of-path.ts';
import { isBlocked, progressOf } from '../releases/progress.ts';
import { showRelease } from '../releases/show.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { shown } from '../resource/register.ts';
import { itemOf } from './item.ts';

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
  return ok({
    Environments: environments,
    ChannelEnvironments: Object.fromEntries(channels.map(({ Id }) => [Id, environments])),
    Releases: latest.map((release) => releaseProgress(context, release, channels)),
    Links: { Self: context.path },
  });
}

function releaseProgress(context: RouteContext, release: ReleaseDocument, channels: readonly ChannelDocument[]) {
  const { world } = context;
  const { phases, succeeded } = progressOf(world, release, null);
  const deployments: Record<string, unknown[]> = {};
  for (const deployment of world.store.where('Deployments', 'ReleaseId', release.Id)) {
    const item = itemOf(world, release, deployment);
    if (item !== undefined)
      deployments[deployment.EnvironmentId] = [item, ...(deployments[deployment.EnvironmentId] ?? [])];
  }
  return {
    Release: showRelease(release),
    Channel: channels
      .filter(({ Id }) => Id === release.ChannelId)
      .map((channel) => shown(channelResource, channel, context))[0],
    Deployments: deployments,
    NextDeployments: nextDeployments(phases, succeeded).environments,
    HasUnresolvedDefect: isBlocked(world, release.Id),
    ReleaseRetentionPeriod: null,
    TentacleRetentionPeriod: null,
  };
}
