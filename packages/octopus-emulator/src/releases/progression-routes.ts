import { showDeployment } from '../deployments/show.ts';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { nextDeployments } from '../lifecycles/progression.ts';
import { showTask } from '../tasks/show.ts';
import { progressOf } from './progress.ts';
import { refreshVariables } from './refresh-variables.ts';
import { visibleRelease } from './routes.ts';
import { showRelease } from './show.ts';

/** How far a release is in its lifecycle, and its variables taken anew. */
export function registerReleaseProgressionRoutes(api: Api): void {
  api.space('GET', '/releases/:id/progression', progression);
  api.space('POST', '/releases/:id/snapshot-variables', (context) =>
    ok(showRelease(refreshVariables(context, visibleRelease(context, 'ReleaseEdit')))),
  );
}

/** The document shows the untenanted way; a tenant's when `tenantId` asks for it [guess]. */
function progression(context: RouteContext): Reply {
  const { world, query } = context;
  const release = visibleRelease(context, 'ReleaseView');
  const tenantId = query.text('tenantId') ?? null;
  const { phases, succeeded } = progressOf(world, release, tenantId);
  const deployments = world.store
    .where('Deployments', 'ReleaseId', release.Id)
    .filter(({ TenantId }) => tenantId === null || TenantId === tenantId);
  const next = nextDeployments(phases, succeeded);
  return ok({
    Phases: phases.map(({ phase, environments, progress, blocked }) => ({
      Id: phase.Id,
      Name: phase.Name,
      Blocked: blocked,
      Progress: progress,
      Deployments: deployments
        .filter(({ EnvironmentId }) => environments.includes(EnvironmentId))
        .flatMap((deployment) => {
          const task = world.store.get('ServerTasks', deployment.TaskId);
          return task === undefined ? [] : [{ Deployment: showDeployment(deployment), Task: showTask(task) }];
        })
        .reverse(),
      AutomaticDeploymentTargets: phase.AutomaticDeploymentTargets,
      OptionalDeploymentTargets: phase.OptionalDeploymentTargets,
      MinimumEnvironmentsBeforePromotion: phase.MinimumEnvironmentsBeforePromotion,
      IsOptionalPhase: phase.IsOptionalPhase,
    })),
    NextDeployments: next.environments,
    NextDeploymentsMinimumRequired: next.minimumRequired,
    Links: { Self: context.path },
  });
}
