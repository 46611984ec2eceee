import { guidedByDefault } from '../execution/guided-failure.ts';
import type { ExecutionOrder } from '../execution/make.ts';
import { lifecycleOf } from '../releases/progress.ts';
import type { World } from '../world.ts';
import type { DeploymentQuestion } from './rules.ts';
import type { DeploymentDocument, ExecutionFields } from './state.ts';

/** What a caller may say about a deployment besides what goes where. */
export type DeploymentWishes = Partial<
  Omit<ExecutionOrder, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'Name' | 'UseGuidedFailure'>
> & {
  readonly forcePackageRedeployment?: boolean;
  /** Steps that shall be skipped and do not exist: told in the log. */
  readonly unknownSteps?: readonly string[];
  /** Null or left out: as the project and the environment say. */
  readonly UseGuidedFailure?: boolean | null;
};

/** A deployment that is ready to be made. */
export interface DeploymentOrder {
  readonly order: ExecutionOrder;
  readonly own: Omit<DeploymentDocument, keyof ExecutionFields>;
  readonly priority: boolean;
}

/** Puts a deployment together; the caller has checked that it may be made. */
export function orderOf(world: World, place: DeploymentQuestion, wishes: DeploymentWishes = {}): DeploymentOrder {
  const { release, environmentId, tenantId } = place;
  const { forcePackageRedeployment, UseGuidedFailure, unknownSteps: _told, ...rest } = wishes;
  const environment = world.store.get('Environments', environmentId);
  const mode = world.store.get('Projects', release.ProjectId)?.DefaultGuidedFailureMode ?? 'EnvironmentDefault';
  const wish = rest.Priority ?? 'LifecycleDefault';
  return {
    order: {
      SpaceId: release.SpaceId,
      ProjectId: release.ProjectId,
      EnvironmentId: environmentId,
      TenantId: tenantId,
      Name: `Deploy to ${environment?.Name ?? environmentId}`,
      Comments: null,
      SkipActions: [],
      SpecificMachineIds: [],
      ExcludedMachineIds: [],
      QueueTime: null,
      QueueTimeExpiry: null,
      FormValues: {},
      PromptedValues: {},
      UseGuidedFailure: UseGuidedFailure ?? guidedByDefault(mode, environment),
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
    priority: wish === 'LifecycleDefault' ? isPriority(world, place) : wish === 'On',
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
