import { makeDeployment } from '../execution/make.ts';
import { answerPrompts } from '../execution/prompts.ts';
import { HttpProblem, refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { World } from '../world.ts';
import { type DeploymentWishes, orderOf } from './order.ts';
import { deploymentPrompts } from './prompts.ts';
import { type DeploymentQuestion, deploymentProblems } from './rules.ts';
import type { DeploymentDocument } from './state.ts';
import { scheduleProblems, skipProblems, unknownMachines } from './wish-rules.ts';

/** A deployment that a caller asks for. */
export interface DeploymentRequest extends DeploymentQuestion {
  readonly wishes: DeploymentWishes;
  /** Values for prompts, by id or name of the variable. */
  readonly given: Readonly<Record<string, string>>;
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
  if (requests.some(({ wishes }) => wishes.UseGuidedFailure)) {
    throw new HttpProblem(501, 'The emulator does not do guided failure: leave UseGuidedFailure out.');
  }
  return answered.map(({ request, prompts }) => {
    const { order, own, priority } = orderOf(world, request, { ...request.wishes, PromptedValues: prompts.values });
    return makeDeployment(world, { order, own, priority, maker: { user: caller.user, recorded: caller.user } });
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
  ];
}
