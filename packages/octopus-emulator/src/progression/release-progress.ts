import { channels as channelResource } from '../channels/routes.ts';
import type { ChannelDocument } from '../channels/state.ts';
import type { DeploymentDocument } from '../deployments/state.ts';
import type { RouteContext } from '../http/api.ts';
import { composition, unchanging } from '../http/json-text.ts';
import { nextDeployments } from '../lifecycles/progression.ts';
import { isBlocked, lifecycleOf, progressOf } from '../releases/progress.ts';
import { showRelease } from '../releases/show.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { shown } from '../resource/register.ts';
import { placeKey } from '../store/histories.ts';
import type { World } from '../world.ts';
import { currentIn, itemOf } from './item.ts';

interface Remembered {
  /** All that decides. Documents never change: what is the same is as it was. */
  readonly from: readonly unknown[];
  readonly progress: object;
}

const remembered = new WeakMap<ReleaseDocument, Remembered>();

/** How far releases have come. Each is worked out anew only when something that decides about it is another. */
export function releaseProgress(
  context: RouteContext,
  channels: readonly ChannelDocument[],
): (release: ReleaseDocument) => object {
  const { world } = context;
  const current = currentPlaces(world);
  return (release) => {
    const [channel] = channels
      .filter(({ Id }) => Id === release.ChannelId)
      .map((found) => shown(channelResource, found, context));
    const deployments = world.store.where('Deployments', 'ReleaseId', release.Id);
    const from = [
      channel,
      lifecycleOf(world, { projectId: release.ProjectId, channelId: release.ChannelId }),
      world.store.all('Environments'),
      isBlocked(world, release.Id),
      ...deployments.flatMap((each) => [each, world.store.get('ServerTasks', each.TaskId), current(each)]),
    ];
    const known = remembered.get(release);
    if (known !== undefined && same(known.from, from)) return known.progress;
    const progress = unchanging(composition(progressFrom(world, { release, channel, deployments })));
    remembered.set(release, { from, progress });
    return progress;
  };
}

/** Which deployment is the current one where a deployment went; each place is looked up once. */
function currentPlaces(world: World): (deployment: DeploymentDocument) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (deployment) => {
    const key = placeKey(deployment);
    if (!known.has(key)) known.set(key, currentIn(world, deployment));
    return known.get(key);
  };
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

function progressFrom(
  world: World,
  parts: { release: ReleaseDocument; channel: object | undefined; deployments: readonly DeploymentDocument[] },
) {
  const { release, channel } = parts;
  const { phases, succeeded } = progressOf(world, release, null);
  const deployments: Record<string, unknown[]> = {};
  for (const deployment of parts.deployments) {
    const item = itemOf(world, release, deployment);
    if (item !== undefined)
      deployments[deployment.EnvironmentId] = [item, ...(deployments[deployment.EnvironmentId] ?? [])];
  }
  return {
    Release: showRelease(release),
    Channel: channel,
    Deployments: deployments,
    NextDeployments: nextDeployments(phases, succeeded).environments,
    HasUnresolvedDefect: isBlocked(world, release.Id),
    ReleaseRetentionPeriod: null,
    TentacleRetentionPeriod: null,
  };
}
