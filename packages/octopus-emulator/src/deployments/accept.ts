import { blockingFreezes, freezeSentence } from '../deployment-freezes/blocking.ts';
import type { FreezeOverride } from '../deployment-freezes/state.ts';
import { makeDeployment } from '../execution/make.ts';
import { answerPrompts } from '../execution/prompts.ts';
import { refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { World } from '../world.ts';
import { type DeploymentWishes, orderOf } from './order.ts';
import { deploymentPrompts } from './prompts.ts';
import { type DeploymentQuestion, deploymentProblems } from './rules.ts';
import type { DeploymentDocument } from './state.ts';
import { scheduleProblems, skipProblems, skipWarnings, unknownMachines } from './wish-rules.ts';

/** A deployment that a caller asks for. */
export interface DeploymentRequest extends DeploymentQuestion {
  readonly wishes: DeploymentWishes;
  /** Values for prompts, by id or name of the variable. */
  readonly given: Readonly<Record<string, string>>;
  /** Freezes that shall not count. */
  readonly override?: FreezeOverride | undefined;
  /** A trigger of a target deploys whatever is frozen. [docs] */
  readonly ignoresFreezes?: boolean;
}

/**
 * Makes all deployments of one request, or none: every broken rule of every one is told at once. Throws the 403 where
 * the caller may not deploy. [docs for the rules, guess for judging several before making any]
 */
export function acceptDeployments(
  world: World,
  caller: Caller,
  requests: readonly DeploymentRequest[],
): DeploymentDocument[] {
  for (const { release, environmentId, tenantId } of requests) {
    const { SpaceId: spaceId, ProjectId: projectId } = release;
    caller.requirePermission('DeploymentCreate', { spaceId, projectId, environmentId, tenantId });
  }
  const answered = requests.map((request) => ({
    request,
    prompts: answerPrompts(deploymentPrompts(world, request), request.given),
  }));
  refuseIfAny([
    ...new Set(answered.flatMap(({ request, prompts }) => [...requestProblems(world, request), ...prompts.problems])),
  ]);
  return answered.map(({ request, prompts }) => {
    const { order, own, priority } = orderOf(world, request, {
      ...request.wishes,
      ...(request.wishes.FormValues === undefined ? {} : { FormValues: prompts.shown }),
      PromptedValues: prompts.values,
    });
    const maker = { user: caller.user, recorded: caller.user };
    if (request.ignoresFreezes) {
      return makeDeployment(world, { order, own: { ...own, IgnoresFreezes: true }, priority, maker });
    }
    const { override } = request;
    const more = { priority, maker, warnings: skipWarnings(request.wishes.unknownSteps) };
    if (override === undefined) return makeDeployment(world, { order, own, ...more });
    const deployment = makeDeployment(world, { order, own: { ...own, FreezeOverride: override }, ...more });
    recordOverride(world, caller, { deployment, override });
    return deployment;
  });
}

function requestProblems(world: World, request: DeploymentRequest): string[] {
  const { release, wishes } = request;
  const steps = world.store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Steps ?? [];
  return [
    ...deploymentProblems(world, request),
    ...skipProblems(steps, wishes.SkipActions ?? []),
    ...unknownMachines(world, release.SpaceId, [
      ...(wishes.SpecificMachineIds ?? []),
      ...(wishes.ExcludedMachineIds ?? []),
    ]),
    ...scheduleProblems(world.clock.now(), wishes),
    ...frozen(world, request),
  ];
}

/** A deployment is refused while a freeze is active, whenever it shall start. [docs: new ones are prevented while it lasts] */
function frozen(world: World, request: DeploymentRequest): string[] {
  if (request.ignoresFreezes) return [];
  const { release, environmentId, tenantId, override } = request;
  const place = { projectId: release.ProjectId, environmentId, tenantId };
  return blockingFreezes(world, place)
    .filter(({ Id }) => !override?.FreezeIds.includes(Id))
    .map((freeze) => freezeSentence(world, freeze, place));
}

/** The audit log keeps why a freeze was overridden. [docs, guess for the form] */
function recordOverride(
  world: World,
  caller: Caller,
  { deployment, override }: { deployment: DeploymentDocument; override: FreezeOverride },
): void {
  const names = override.FreezeIds.map((id) => `'${world.store.get('DeploymentFreezes', id)?.Name ?? id}'`);
  const { Id, ProjectId, ReleaseId, EnvironmentId, TenantId, TaskId } = deployment;
  world.record({
    category: 'DeploymentFreezeOverridden',
    message: `${caller.user.Username} overrode the deployment freeze ${names.join(', ')}: ${override.Reason}`,
    related: [
      Id,
      ...override.FreezeIds,
      ProjectId,
      ReleaseId,
      EnvironmentId,
      TaskId,
      ...(TenantId === null ? [] : [TenantId]),
    ],
    spaceId: deployment.SpaceId,
    user: caller.user,
  });
}
