import { overrideOf } from '../deployment-freezes/override.ts';
import type { FreezeOverride } from '../deployment-freezes/state.ts';
import type { Engine } from '../engine.ts';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { type Query, wanted } from '../http/query.ts';
import { validated } from '../http/validate.ts';
import { removeTask } from '../releases/delete.ts';
import { visibleRelease } from '../releases/routes.ts';
import type { Groups } from '../store/histories.ts';
import { fewExecutions } from '../tasks/few-executions.ts';
import { isCompleted } from '../tasks/queue.ts';
import { acceptDeployments } from './accept.ts';
import { deployTenanted, deployUntenanted } from './commands.ts';
import { deploymentSchema, overrideSchema } from './schemas.ts';
import { showDeployment } from './show.ts';
import type { DeploymentDocument } from './state.ts';

/** Deployments: list, read, create in three forms, delete. */
export function registerDeploymentRoutes(api: Api, engine: Engine): void {
  api.space('GET', '/deployments', (context) => list(context));
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
    const { world } = context;
    const release = visibleRelease(context, 'DeploymentView');
    return list(context, world.store.where('Deployments', 'ReleaseId', release.Id));
  });
}

function scopeOf(deployment: Groups['Deployments']) {
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

/** Newest first. [docs] `among` narrows it to some deployments, oldest first. */
function list(context: RouteContext, among?: readonly DeploymentDocument[]): Reply {
  const { world, caller, space, query } = context;
  const { store } = world;
  caller.requirePermission('DeploymentView', { spaceId: space.Id });
  const places = placeFilter(query);
  const channels = wanted(query, 'channels');
  const partial = query.text('partialName')?.toLowerCase() ?? '';
  const states = query.list('taskState');
  const ids = query.list('ids');
  const sees = (deployment: Groups['Deployments']) =>
    deployment.SpaceId === space.Id &&
    places(deployment) &&
    channels(deployment.ChannelId) &&
    deployment.Name.toLowerCase().includes(partial) &&
    caller.may('DeploymentView', scopeOf(deployment));
  const isInState = ({ TaskId }: DeploymentDocument) =>
    states.length === 0 || states.includes(store.get('ServerTasks', TaskId)?.State ?? '');
  const few = among?.toReversed() ?? fewExecutions(store, { collection: 'Deployments', ids, states });
  const found =
    few === undefined
      ? store.newest('Deployments', { group: sees, ...(states.length === 0 ? {} : { keeps: isInState }) })
      : few.filter(
          (deployment) =>
            sees(deployment) && isInState(deployment) && (ids.length === 0 || ids.includes(deployment.Id)),
        );
  return pageReply(context, { itemType: 'Deployment', found, show: showDeployment });
}

function placeFilter(query: Query): (place: Groups['Deployments']) => boolean {
  const [projects, environments] = [wanted(query, 'projects'), wanted(query, 'environments')];
  const tenants = wanted(query, 'tenants');
  return ({ ProjectId, EnvironmentId, TenantId }) =>
    projects(ProjectId) && environments(EnvironmentId) && tenants(TenantId ?? '');
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
