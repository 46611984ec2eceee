import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { projects } from '../projects/routes.ts';
import { findDocument } from '../resource/find.ts';
import { identityFor, nameProblems } from '../resource/identity.ts';
import { ephemeralEnvironments } from './resource.ts';
import { type EphemeralEnvironmentDocument, ephemeralEnvironmentSchema } from './state.ts';

/** Environments of branches: made for a project below the parent that one of its channels names, and taken down. */
export function registerEphemeralEnvironmentRoutes(api: Api): void {
  api.space('POST', '/projects/:id/environments/ephemeral', create);
  api.space('POST', '/projects/:id/environments/ephemeral/:environmentId/deprovision', (context) => {
    const project = findDocument(projects, context, param(context, 'id'));
    leave(context, [project.Id]);
    return ok({ DeprovisioningRun: null });
  });
  api.space('POST', '/environments/ephemeral/:environmentId/deprovision', (context) => {
    leave(context, undefined);
    return ok({ DeprovisioningRuns: [] });
  });
}

/** One that is there already, below the same parent, is shared with the project. [guess] */
function create(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('EnvironmentCreate', { spaceId: space.Id });
  const project = findDocument(projects, context, param(context, 'id'));
  const { EnvironmentName: Name } = validated(ephemeralEnvironmentSchema, context.body);
  const parentId = world.store
    .all('Channels')
    .find(
      (channel) => channel.ProjectId === project.Id && channel.Type === 'EphemeralEnvironment',
    )?.ParentEnvironmentId;
  if (!parentId || world.store.get('ParentEnvironments', parentId) === undefined) {
    throw badRequest([`The project '${project.Name}' has no channel of type EphemeralEnvironment with a parent.`]);
  }
  const known = world.store
    .all('EphemeralEnvironments')
    .find((one) => one.ParentEnvironmentId === parentId && one.Name.toLowerCase() === Name.toLowerCase());
  if (known !== undefined) {
    const shared = { ...known, ProjectIds: [...new Set([...known.ProjectIds, project.Id])] };
    world.store.put('EphemeralEnvironments', shared);
    record(context, shared, { category: 'Modified', verb: `shared with the project ${project.Name}`, before: known });
    return created({ Id: known.Id });
  }
  const naming = { written: { Name }, stored: undefined };
  refuseIfAny(nameProblems(ephemeralEnvironments, context, naming));
  const environment: EphemeralEnvironmentDocument = {
    ...identityFor(ephemeralEnvironments, context, naming),
    Name,
    ParentEnvironmentId: parentId,
    ProjectIds: [project.Id],
  };
  world.store.put('EphemeralEnvironments', environment);
  record(context, environment, { category: 'Created', verb: 'created' });
  return created({ Id: environment.Id });
}

/** Takes an environment from projects, or from all; without any it is gone. Runbooks that tidy up are not run. [guess] */
function leave(context: RouteContext, projectIds: readonly string[] | undefined): void {
  const { world, caller, space } = context;
  const environment = findDocument(ephemeralEnvironments, context, param(context, 'environmentId'));
  caller.requirePermission('EnvironmentDelete', { spaceId: space.Id, environmentId: environment.Id });
  const left = projectIds === undefined ? [] : environment.ProjectIds.filter((id) => !projectIds.includes(id));
  if (left.length > 0) {
    const kept = { ...environment, ProjectIds: left };
    world.store.put('EphemeralEnvironments', kept);
    record(context, kept, { category: 'Modified', verb: 'taken from a project', before: environment });
    return;
  }
  world.store.remove('EphemeralEnvironments', environment.Id);
  record(context, environment, { category: 'Deleted', verb: 'taken down' });
}

function record(
  { world, caller, userAgent }: RouteContext,
  environment: EphemeralEnvironmentDocument,
  change: { category: string; verb: string; before?: EphemeralEnvironmentDocument },
): void {
  world.record({
    category: change.category,
    message: `Environment ${environment.Name} was ${change.verb}`,
    related: [environment.Id, environment.ParentEnvironmentId, ...environment.ProjectIds],
    spaceId: environment.SpaceId,
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: environment }),
  });
}
