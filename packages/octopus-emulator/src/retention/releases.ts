import type { ProjectDocument } from '../projects/state.ts';
import { currentRelease } from '../releases/current.ts';
import { dropRelease } from '../releases/delete.ts';
import { lifecycleOf } from '../releases/progress.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { isCompleted } from '../tasks/queue.ts';
import type { World } from '../world.ts';
import { type Keep, keepOf } from './keep.ts';
import { type RetainedRelease, releasesToRemove } from './rules.ts';
import { spaceDefault } from './space-defaults.ts';

/** The releases of a project that no policy keeps at a time; none at once where every policy keeps everything. */
export function unkeptReleases(world: World, project: ProjectDocument, nowMs: number): readonly ReleaseDocument[] {
  if (!isCounted(world, project)) return [];
  const found = world.store.newest('Releases', { group: ({ ProjectId }) => ProjectId === project.Id });
  const releases = found.slice(0, found.length);
  const unkept = new Set(
    releasesToRemove({
      releases: releases.map((release) => retained(world, release)),
      nowMs,
      discreteChannels: project.DiscreteChannelRelease,
      keepAt: (channelId, place) => keepAt(world, project, channelId, environmentOf(place)),
      keepUndeployed: (channelId) => keepAt(world, project, channelId, undefined),
    }),
  );
  return releases.filter(({ Id }) => unkept.has(Id));
}

/** Removes them, and gives their versions. */
export function applyReleaseRetention(world: World, project: ProjectDocument): readonly string[] {
  return unkeptReleases(world, project, world.clock.now()).map((release) => {
    dropRelease(world, release);
    world.record({
      category: 'Deleted',
      message: `Release ${release.Version} of ${project.Name} was deleted by its retention policy`,
      related: [release.Id, project.Id],
      spaceId: project.SpaceId,
    });
    return release.Version;
  });
}

/** Whether some policy of a project's channels does not keep everything. */
function isCounted(world: World, project: ProjectDocument): boolean {
  const channels = world.store.all('Channels').filter(({ ProjectId }) => ProjectId === project.Id);
  const environments = world.store.all('Environments').filter(({ SpaceId }) => SpaceId === project.SpaceId);
  const places = [undefined, ...environments.map(({ Id }) => Id)];
  return channels.some(({ Id }) => places.some((at) => keepAt(world, project, Id, at).kind !== 'forever'));
}

/** The policy of the phase that has the environment, else the lifecycle's, else the space's. [docs] */
function keepAt(world: World, project: ProjectDocument, channelId: string, environmentId: string | undefined): Keep {
  const lifecycle = lifecycleOf(world, { projectId: project.Id, channelId });
  const phases = lifecycle?.Phases ?? [];
  const phase =
    environmentId === undefined
      ? phases[0]
      : phases.find((candidate) =>
          [...candidate.AutomaticDeploymentTargets, ...candidate.OptionalDeploymentTargets].includes(environmentId),
        );
  return (
    keepOf(phase?.ReleaseRetentionPolicy) ??
    keepOf(lifecycle?.ReleaseRetentionPolicy) ??
    spaceDefault(world.store, project.SpaceId, 'LifecycleRelease')
  );
}

function retained(world: World, release: ReleaseDocument): RetainedRelease {
  const { store } = world;
  const deployments = store.where('Deployments', 'ReleaseId', release.Id);
  const deployedMs = new Map<string, number>();
  const currentIn = new Set<string>();
  for (const { EnvironmentId: environmentId, TenantId: tenantId, Created } of deployments) {
    const place = placeOf(environmentId, tenantId);
    deployedMs.set(place, Math.max(deployedMs.get(place) ?? 0, Date.parse(Created)));
    if (currentRelease(world, { projectId: release.ProjectId, environmentId, tenantId })?.Id === release.Id) {
      currentIn.add(place);
    }
  }
  const isBusy =
    deployments.some(({ TaskId }) => {
      const task = store.get('ServerTasks', TaskId);
      return task !== undefined && !isCompleted(task);
    }) || store.all('AutomaticDeployments').some(({ ReleaseId }) => ReleaseId === release.Id);
  return {
    id: release.Id,
    channelId: release.ChannelId,
    assembledMs: Date.parse(release.Assembled),
    deployedMs,
    currentIn,
    isBusy,
  };
}

function placeOf(environmentId: string, tenantId: string | null): string {
  return `${environmentId}/${tenantId ?? ''}`;
}

function environmentOf(place: string): string {
  return place.slice(0, place.indexOf('/'));
}
