import type { ExecutionOrder } from '../execution/make.ts';
import { lifecycleOf } from '../releases/progress.ts';
import type { World } from '../world.ts';
import type { DeploymentQuestion } from './rules.ts';
import type { DeploymentDocument, ExecutionFields } from './state.ts';

/** What a caller may say about a deployment besides what goes where. */
export type DeploymentWishes = Partial<
  Omit<ExecutionOrder, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'Name'>
> & { readonly forcePackageRedeployment?: boolean; readonly priority?: boolean | undefined };

/** A deployment that is ready to be made. */
export interface DeploymentOrder {
  readonly order: ExecutionOrder;
  readonly own: Omit<DeploymentDocument, keyof ExecutionFields>;
  readonly priority: boolean;
}

/** Puts a deployment together; the caller has checked that it may be made. */
export function orderOf(world: World, place: DeploymentQuestion, wishes: DeploymentWishes = {}): DeploymentOrder {
  const { release, environmentId, tenantId } = place;
  const { forcePackageRedeployment, priority, ...rest } = wishes;
  const environment = world.store.get('Environments', environmentId)?.Name ?? environmentId;
  return {
    order: {
      SpaceId: release.SpaceId,
      ProjectId: release.ProjectId,
      EnvironmentId: environmentId,
      TenantId: tenantId,
      Name: `Deploy to ${environment}`,
      Comments: null,
      SkipActions: [],
      SpecificMachineIds: [],
      ExcludedMachineIds: [],
      QueueTime: null,
      QueueTimeExpiry: null,
      FormValues: {},
      PromptedValues: {},
      UseGuidedFailure: false,
      ForcePackageDownload: false,
      ...rest,
    },
    own: {
      ReleaseId: release.Id,
      ChannelId: release.ChannelId,
      DeploymentProcessId: release.ProjectDeploymentProcessSnapshotId,
      ManifestVariableSetId: release.ProjectVariableSetSnapshotId,
      ForcePackageRedeployment: forcePackageRedeployment ?? false,
    },
    priority: priority ?? isPriority(world, place),
  };
}

/** Deployments of a priority phase go to the front of the queue. [docs] */
function isPriority(world: World, { release, environmentId }: DeploymentQuestion): boolean {
  const lifecycle = lifecycleOf(world, { projectId: release.ProjectId, channelId: release.ChannelId });
  return (lifecycle?.Phases ?? []).some(
    (phase) =>
      phase.IsPriorityPhase &&
      [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets].includes(environmentId),
  );
}
