import { overrideOf } from '../deployment-freezes/override.ts';
import type { FreezeOverride } from '../deployment-freezes/state.ts';
import type { Engine } from '../engine.ts';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { removeTask } from '../releases/delete.ts';
import { visibleRelease } from '../releases/routes.ts';
import { isCompleted } from '../tasks/queue.ts';
import { acceptDeployments } from './accept.ts';
import { deployTenanted, deployUntenanted } from './commands.ts';
import { deploymentSchema, overrideSchema } from './schemas.ts';
import { showDeployment } from './show.ts';
import type { DeploymentDocument } from './state.ts';

/** Deployments: list, read, create in three forms, delete. */
export function registerDeploymentRoutes(api: Api, engine: Engine): void {
  api.space('GET', '/deployments', (context) => list(context, () => true));
  api.space('POST', '/deployments', (context) => created(showDeployment(create(context, engine))));
  api.space('POST', '/deployments/v1', (context) => created({ Deployment: showDeployment(create(context, engine)) }));
  api.space('POST', '/deployments/override', (context) =>
    created({ Deployment: showDeployment(createOverriding(context, engine)) }),
  );
  api.space('POST', '/deployments/create/untenanted/v1', (context) => deployUntenanted(context, engine));
  api.space('POST', '/deployments/create/tenanted/v1', (context) => deployTenanted(context, engine));
  api.space('GET', '/deployments/:id', (context) => ok(showDeployment(visibleDeployment(context))));
  api.space('DELETE', '/deployments/:id', remove);
  api.space('GET', '/releases/:id/deployments', (context) => {
    const release = visibleRelease(context, 'DeploymentView');
    return list(context, ({ ReleaseId }) => ReleaseId === release.Id);
  });
}

function scopeOf(deployment: DeploymentDocument) {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = deployment;
  return { spaceId, projectId, environmentId, tenantId };
}

function visibleDeployment(context: RouteContext): DeploymentDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const deployment = requireInSpace(world, { collection: 'Deployments', kind: 'deployment', spaceId: space.Id, id });
  caller.requirePermission('DeploymentView', scopeOf(deployment));
  return deployment;
}

/** Newest first. [docs] */
function list(context: RouteContext, keeps: (deployment: DeploymentDocument) => boolean): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('DeploymentView', { spaceId: space.Id });
  const wanted = (name: string) => {
    const ids = query.list(name);
    return (id: string) => ids.length === 0 || ids.includes(id);
  };
  const [ids, projects, environments, tenants] = ['ids', 'projects', 'environments', 'tenants'].map(wanted);
  const channels = wanted('channels');
  const states = wanted('taskState');
  const partial = query.text('partialName')?.toLowerCase();
  const found = world.store
    .all('Deployments')
    .filter(
      (deployment) =>
        deployment.SpaceId === space.Id &&
        keeps(deployment) &&
        ids?.(deployment.Id) &&
        projects?.(deployment.ProjectId) &&
        environments?.(deployment.EnvironmentId) &&
        tenants?.(deployment.TenantId ?? '') &&
        channels(deployment.ChannelId) &&
        states(world.store.get('ServerTasks', deployment.TaskId)?.State ?? '') &&
        (partial === undefined || deployment.Name.toLowerCase().includes(partial)) &&
        caller.may('DeploymentView', scopeOf(deployment)),
    )
    .reverse();
  return pageReply(context, { itemType: 'Deployment', found, show: showDeployment });
}

function create(
  context: RouteContext,
  engine: Engine,
  asked: { readonly body: unknown; readonly override?: FreezeOverride | undefined } = context,
): DeploymentDocument {
  const { world, caller, space } = context;
  const { ReleaseId, EnvironmentId, TenantId, FormValues, ForcePackageRedeployment, ...wishes } = validated(
    deploymentSchema,
    asked.body,
  );
  const release = world.store.get('Releases', ReleaseId);
  if (release === undefined || release.SpaceId !== space.Id) {
    throw badRequest([`The release '${ReleaseId}' does not exist in this space.`]);
  }
  const given = Object.fromEntries(Object.entries(FormValues).map(([name, value]) => [name, value ?? '']));
  const [deployment] = acceptDeployments(world, caller, [
    {
      release,
      environmentId: EnvironmentId,
      tenantId: TenantId === '' ? null : TenantId,
      wishes: { ...wishes, FormValues: given, forcePackageRedeployment: ForcePackageRedeployment },
      given,
      override: asked.override,
    },
  ]);
  if (deployment === undefined) throw new Error('an accepted deployment is missing');
  engine.tasks.wake();
  return deployment;
}

/** `POST deployments/override`: deploys in spite of freezes, and says why. [client, guess for the form of the answer] */
function createOverriding(context: RouteContext, engine: Engine): DeploymentDocument {
  const { world, caller, space } = context;
  const command = validated(overrideSchema, context.body);
  const override = overrideOf(world, caller, { freezes: command.FreezeIds, reason: command.Reason, spaceId: space.Id });
  return create(context, engine, { body: command.CreateDeploymentCommand, override });
}

function remove(context: RouteContext): Reply {
  const { world, caller } = context;
  const deployment = visibleDeployment(context);
  caller.requirePermission('DeploymentDelete', scopeOf(deployment));
  const task = world.store.get('ServerTasks', deployment.TaskId);
  if (task !== undefined && !isCompleted(task))
    throw badRequest(['The deployment has not ended: cancel its task first.']);
  removeTask(world, deployment.TaskId);
  world.store.remove('Deployments', deployment.Id);
  world.record({
    category: 'Deleted',
    message: `${caller.user.Username} deleted ${deployment.Id}`,
    related: [deployment.Id, deployment.ProjectId, deployment.ReleaseId, deployment.EnvironmentId],
    spaceId: deployment.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
  });
  return ok(undefined);
}
