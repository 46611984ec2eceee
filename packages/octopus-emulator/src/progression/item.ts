import type { DeploymentDocument } from '../deployments/state.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { placeKey } from '../store/histories.ts';
import { isCompleted } from '../tasks/queue.ts';
import { showTask } from '../tasks/show.ts';
import type { World } from '../world.ts';

/** A deployment as a cell of the dashboard. */
export function itemOf(
  world: World,
  release: ReleaseDocument,
  deployment: DeploymentDocument,
): Record<string, unknown> | undefined {
  const task = world.store.get('ServerTasks', deployment.TaskId);
  if (task === undefined) return undefined;
  const { QueueTime, StartTime, CompletedTime, Duration, ErrorMessage, HasPendingInterruptions, HasWarningsOrErrors } =
    showTask(task);
  return {
    Id: deployment.Id,
    ProjectId: deployment.ProjectId,
    EnvironmentId: deployment.EnvironmentId,
    TenantId: deployment.TenantId,
    ReleaseId: release.Id,
    ReleaseVersion: release.Version,
    ChannelId: release.ChannelId,
    DeploymentId: deployment.Id,
    TaskId: deployment.TaskId,
    State: task.State,
    Created: deployment.Created,
    QueueTime,
    StartTime,
    CompletedTime,
    Duration,
    ErrorMessage,
    IsCurrent: currentIn(world, deployment) === deployment.Id,
    IsPrevious: false,
    IsCompleted: isCompleted(task),
    HasPendingInterruptions,
    HasWarningsOrErrors,
    Links: { Self: `/api/${deployment.SpaceId}/deployments/${deployment.Id}` },
  };
}

/** The newest successful deployment of the same project, environment and tenant. */
export function currentIn({ store }: World, deployment: DeploymentDocument): string | undefined {
  return store.lastWhere('ServerTasks', 'Succeeded', placeKey(deployment))?.SubjectId;
}
