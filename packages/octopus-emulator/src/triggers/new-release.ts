import { acceptDeployments } from '../deployments/accept.ts';
import { badRequest } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import { makeNextRelease } from '../releases/next-release.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { World } from '../world.ts';
import type { ActionOf } from './actions.ts';
import type { ProjectTriggerDocument } from './state.ts';
import { promptValues, tenantsFor } from './tenants-for.ts';

type Released = (release: ReleaseDocument) => void;

/** Makes the next release in a channel, the default one unless told, with the latest packages. [docs] */
export async function createTriggeredRelease(
  world: World,
  caller: Caller,
  parts: { trigger: ProjectTriggerDocument; channelId: string | null; released: Released },
): Promise<ReleaseDocument> {
  const { trigger, channelId } = parts;
  const project = world.store.get('Projects', trigger.ProjectId);
  const channels = world.store.all('Channels').filter(({ ProjectId }) => ProjectId === trigger.ProjectId);
  const channel = channels.find(({ Id, IsDefault }) => (channelId ? Id === channelId : IsDefault));
  if (project === undefined || channel === undefined) throw badRequest(['The project has no such channel.']);
  const release = await makeNextRelease(world, { project, channel }, caller);
  parts.released(release);
  return release;
}

/** Makes the next release and deploys it. [docs] */
export async function deployNewRelease(
  world: World,
  caller: Caller,
  parts: { trigger: ProjectTriggerDocument; action: ActionOf<'DeployNewRelease'>; released: Released },
): Promise<void> {
  const { trigger, action, released } = parts;
  const release = await createTriggeredRelease(world, caller, { trigger, channelId: action.ChannelId, released });
  const place = { spaceId: trigger.SpaceId, projectId: trigger.ProjectId, environmentId: action.EnvironmentId };
  acceptDeployments(
    world,
    caller,
    tenantsFor(world, action, place).map((tenantId) => ({
      release,
      environmentId: action.EnvironmentId,
      tenantId,
      wishes: {},
      given: promptValues(action.Variables),
    })),
  );
}
