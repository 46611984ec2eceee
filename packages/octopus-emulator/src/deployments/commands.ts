import { overrideOf } from '../deployment-freezes/override.ts';
import type { Engine } from '../engine.ts';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { byNameOrId } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { releaseOfVersion } from '../releases/make-release.ts';
import { refreshVariables } from '../releases/refresh-variables.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import { acceptDeployments } from './accept.ts';
import { type CommandFields, wishesOf } from './command-wishes.ts';
import { deploymentProblems } from './rules.ts';
import { tenantedCommandSchema, untenantedCommandSchema } from './schemas.ts';

type ReleaseCommand = CommandFields & {
  readonly ProjectName: string;
  readonly ReleaseVersion: string;
  readonly ForcePackageRedeployment: boolean;
  readonly UpdateVariableSnapshot: boolean;
  readonly Variables: Readonly<Record<string, string>>;
};

/** `POST deployments/create/untenanted/v1`: one deployment per environment. [docs] */
export function deployUntenanted(context: RouteContext, engine: Engine): Reply {
  const command = validated(untenantedCommandSchema, context.body);
  const release = releaseOf(context, command);
  const places = command.EnvironmentNames.map((name) => ({
    environmentId: environmentNamed(context, name),
    tenantId: null,
  }));
  return deploy(context, engine, { command, release, places });
}

/** `POST deployments/create/tenanted/v1`: one deployment per tenant; `*` is every tenant that it can be deployed for. [docs] */
export function deployTenanted(context: RouteContext, engine: Engine): Reply {
  const command = validated(tenantedCommandSchema, context.body);
  const release = releaseOf(context, command);
  const environmentId = environmentNamed(context, command.EnvironmentName);
  const places = tenantsFor(context, { release, environmentId, command }).map((tenantId) => ({
    environmentId,
    tenantId,
  }));
  return deploy(context, engine, { command, release, places });
}

function deploy(
  context: RouteContext,
  engine: Engine,
  asked: {
    command: ReleaseCommand;
    release: ReleaseDocument;
    places: readonly { environmentId: string; tenantId: string | null }[];
  },
): Reply {
  const { world, caller, space } = context;
  const { command, places } = asked;
  const release =
    command.UpdateVariableSnapshot && places.length > 0 ? refreshVariables(context, asked.release) : asked.release;
  const steps = world.store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Steps ?? [];
  const wishes = {
    ...wishesOf(world, command, { spaceId: space.Id, steps }),
    forcePackageRedeployment: command.ForcePackageRedeployment,
  };
  const given = command.Variables;
  const override = overrideOf(world, caller, {
    freezes: command.DeploymentFreezeNames,
    reason: command.DeploymentFreezeOverrideReason,
    spaceId: space.Id,
  });
  const made = acceptDeployments(
    world,
    caller,
    places.map((place) => ({ release, ...place, wishes, given, override })),
  );
  engine.tasks.wake();
  return ok({ DeploymentServerTasks: made.map(({ Id, TaskId }) => ({ DeploymentId: Id, ServerTaskId: TaskId })) });
}

function releaseOf({ world, space, caller }: RouteContext, command: ReleaseCommand): ReleaseDocument {
  const projects = world.store.all('Projects').filter(({ SpaceId }) => SpaceId === space.Id);
  const project = byNameOrId(projects, command.ProjectName);
  if (project === undefined) throw badRequest([`The project '${command.ProjectName}' does not exist in this space.`]);
  caller.requirePermission('DeploymentCreate', { spaceId: space.Id, projectId: project.Id });
  const release = releaseOfVersion(world, project.Id, command.ReleaseVersion);
  if (release === undefined) {
    throw badRequest([`The project '${project.Name}' has no release ${command.ReleaseVersion}.`]);
  }
  return release;
}

function environmentNamed({ world, space }: RouteContext, name: string): string {
  const environments = world.store.all('Environments').filter(({ SpaceId }) => SpaceId === space.Id);
  const environment = byNameOrId(environments, name);
  if (environment === undefined) throw badRequest([`The environment '${name}' does not exist in this space.`]);
  return environment.Id;
}

function tenantsFor(
  { world, space }: RouteContext,
  asked: {
    release: ReleaseDocument;
    environmentId: string;
    command: { readonly Tenants: readonly string[]; readonly TenantTags: readonly string[] };
  },
): string[] {
  const { release, environmentId, command } = asked;
  const tenants = world.store.all('Tenants').filter(({ SpaceId }) => SpaceId === space.Id);
  const everyone = command.Tenants.includes('*');
  const deployable = everyone
    ? tenants.filter(({ Id }) => deploymentProblems(world, { release, environmentId, tenantId: Id }).length === 0)
    : [];
  const named = command.Tenants.filter((name) => name !== '*').map((name) => {
    const tenant = byNameOrId(tenants, name);
    if (tenant === undefined) throw badRequest([`The tenant '${name}' does not exist in this space.`]);
    return tenant;
  });
  const tagged =
    command.TenantTags.length === 0
      ? []
      : tenants.filter(({ TenantTags }) => passesTagFilter(TenantTags, command.TenantTags));
  return [...new Set([...named, ...deployable, ...tagged].map(({ Id }) => Id))];
}
