import { acceptDeployments } from '../deployments/accept.ts';
import type { Caller } from '../permissions/caller.ts';
import { currentRelease, deployedReleases } from '../releases/current.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { World } from '../world.ts';
import type { ActionOf } from './actions.ts';
import type { ProjectTriggerDocument } from './state.ts';
import { promptValues, tenantsFor } from './tenants-for.ts';

/**
 * Deploys the newest release that the source environments have to another one, for each tenant on its own; one that is there
 * already only if it shall be deployed again. [docs, guess for tenants] Throws the 400 with everything that hinders it.
 */
export function deployLatestRelease(
  world: World,
  caller: Caller,
  { trigger, action }: { trigger: ProjectTriggerDocument; action: ActionOf<'DeployLatestRelease'> },
): void {
  const projectId = trigger.ProjectId;
  const environmentId = action.DestinationEnvironmentId;
  const tenants = tenantsFor(world, action, { spaceId: trigger.SpaceId, projectId, environmentId });
  const requests = tenants.flatMap((tenantId) => {
    const release = newestRelease(world, { projectId, tenantId, action });
    if (release === undefined) return [];
    const isThere = currentRelease(world, { projectId, environmentId, tenantId })?.Id === release.Id;
    if (isThere && !action.ShouldRedeployWhenReleaseIsCurrent) return [];
    return { release, environmentId, tenantId, wishes: {}, given: promptValues(action.Variables) };
  });
  acceptDeployments(world, caller, requests);
}

/** Without source environments any release will do. [guess] */
function newestRelease(
  world: World,
  asked: { projectId: string; tenantId: string | null; action: ActionOf<'DeployLatestRelease'> },
): ReleaseDocument | undefined {
  const { projectId, tenantId, action } = asked;
  const isWanted = ({ ChannelId }: { readonly ChannelId: string }) =>
    !action.ChannelId || ChannelId === action.ChannelId;
  if (action.SourceEnvironmentIds.length === 0) {
    return world.store
      .newest('Releases', { group: (head) => head.ProjectId === projectId && isWanted(head) })
      .slice(0, 1)[0];
  }
  return action.SourceEnvironmentIds.flatMap((environmentId) =>
    deployedReleases(world, { projectId, environmentId, tenantId }),
  )
    .filter(isWanted)
    .reduce<ReleaseDocument | undefined>(
      (best, next) => (best === undefined || isNewer(next, best) ? next : best),
      undefined,
    );
}

function isNewer(a: ReleaseDocument, b: ReleaseDocument): boolean {
  return Date.parse(a.Assembled) > Date.parse(b.Assembled);
}
