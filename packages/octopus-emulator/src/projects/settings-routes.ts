import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { validated } from '../http/validate.ts';
import { requireDatabase } from '../project-git/repository.ts';
import { projectOfPath } from './of-path.ts';
import { settingsId, settingsOf, showSettings, withSettings } from './settings.ts';
import { deploymentSettingsSchema } from './settings-state.ts';

/** How a project is deployed, and what it has. */
export function registerProjectSettingsRoutes(api: Api): void {
  api.space('GET', '/projects/:id/deploymentsettings', read);
  api.space('PUT', '/projects/:id/deploymentsettings', write);
  api.space('GET', '/projects/:id/summary', summary);
}

function read(context: RouteContext): Reply {
  const { world, caller, space, path } = context;
  const project = projectOfPath(context);
  caller.requirePermission('ProjectView', { spaceId: space.Id, projectId: project.Id });
  requireDatabase(project);
  return ok(showSettings(project, settingsOf(world.store, project), path));
}

/** What is left out of the versioning strategy stays as it is [guess]; all else gets its default. */
function write(context: RouteContext): Reply {
  const { world, caller, space, path, userAgent } = context;
  const project = projectOfPath(context);
  caller.requirePermission('ProjectEdit', { spaceId: space.Id, projectId: project.Id });
  requireDatabase(project);
  const { ChangeDescription: _, VersioningStrategy, ...written } = validated(deploymentSettingsSchema, context.body);
  const before = settingsOf(world.store, project);
  const after = { ...written, VersioningStrategy: VersioningStrategy ?? before.VersioningStrategy };
  const changed = withSettings(project, after);
  world.store.put('Projects', changed.project);
  world.store.put('DeploymentSettings', changed.own);
  world.record({
    category: 'Modified',
    message: `Deployment settings of ${project.Name} were changed`,
    related: [settingsId(project), project.Id],
    spaceId: space.Id,
    user: caller.user,
    userAgent,
    before,
    after,
  });
  return ok(showSettings(changed.project, after, path));
}

function summary(context: RouteContext): Reply {
  const { world, caller, space } = context;
  const { store } = world;
  const project = projectOfPath(context);
  caller.requirePermission('ProjectView', { spaceId: space.Id, projectId: project.Id });
  const deployments = store.newest('Deployments', { group: ({ ProjectId }) => ProjectId === project.Id });
  const succeeded = ({ TaskId }: { readonly TaskId: string }) => store.get('ServerTasks', TaskId)?.State === 'Success';
  return ok({
    HasDeploymentProcess: (store.get('DeploymentProcesses', project.DeploymentProcessId)?.Steps.length ?? 0) > 0,
    HasRunbooks: store.all('Runbooks').some(({ ProjectId }) => ProjectId === project.Id),
    HasBeenSuccessfullyDeployed: deployments.slice(0, deployments.length).some(succeeded),
  });
}
