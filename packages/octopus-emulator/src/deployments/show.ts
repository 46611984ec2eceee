import { shownOnce } from '../http/json-text.ts';
import { selfLink } from '../http/links.ts';
import type { DeploymentDocument } from './state.ts';

/** A deployment as callers see it. */
export const showDeployment = shownOnce(shownDeployment);

function shownDeployment({
  PromptedValues: _secret,
  FreezeOverride: _told,
  ...deployment
}: DeploymentDocument): Readonly<Record<string, unknown>> {
  const { SpaceId } = deployment;
  return {
    ...deployment,
    Priority: deployment.Priority ?? 'LifecycleDefault',
    DebugMode: 'None',
    FailTargetDiscovery: false,
    SpecificTargetTagIds: [],
    ExcludedTargetTagIds: [],
    Changes: [],
    ChangesMarkdown: null,
    TentacleRetentionPeriod: null,
    Links: {
      Self: selfLink(SpaceId, '/deployments', deployment.Id),
      Release: selfLink(SpaceId, '/releases', deployment.ReleaseId),
      Environment: selfLink(SpaceId, '/environments', deployment.EnvironmentId),
      Project: selfLink(SpaceId, '/projects', deployment.ProjectId),
      Task: `/api/tasks/${deployment.TaskId}`,
      Interruptions: `/api/${SpaceId}/interruptions?regarding=${deployment.Id}`,
      Web: `/app#/${SpaceId}/deployments/${deployment.Id}`,
    },
  };
}
