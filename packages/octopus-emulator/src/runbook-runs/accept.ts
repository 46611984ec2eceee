import type { DeploymentWishes } from '../deployments/order.ts';
import { tenantProblems } from '../deployments/rules.ts';
import { scheduleProblems, skipProblems, skipWarnings, unknownMachines } from '../deployments/wish-rules.ts';
import { guidedByDefault } from '../execution/guided-failure.ts';
import { type ExecutionOrder, makeRunbookRun } from '../execution/make.ts';
import { answerPrompts, type PromptedVariable, promptsFor } from '../execution/prompts.ts';
import { refuseIfAny } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import { lifecycleOf } from '../releases/progress.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import type { World } from '../world.ts';
import type { RunbookRunDocument } from './state.ts';

/** A run that a caller asks for. */
export interface RunRequest {
  readonly runbook: RunbookDocument;
  readonly snapshot: RunbookSnapshotDocument;
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly wishes: Omit<DeploymentWishes, 'forcePackageRedeployment'>;
  /** Values for prompts, by id or name of the variable. */
  readonly given: Readonly<Record<string, string>>;
}

/** Makes all runs of one request, or none; every broken rule is told at once. Throws the 403. */
export function acceptRuns(world: World, caller: Caller, requests: readonly RunRequest[]): RunbookRunDocument[] {
  for (const { runbook, environmentId, tenantId } of requests) {
    const { SpaceId: spaceId, ProjectId: projectId } = runbook;
    caller.requirePermission('RunbookRunCreate', { spaceId, projectId, environmentId, tenantId });
  }
  const answered = requests.map((request) => ({
    request,
    prompts: answerPrompts(runPrompts(world, request), request.given),
  }));
  refuseIfAny([
    ...new Set(
      answered.flatMap(({ request, prompts }) => [...runProblems(world, caller, request), ...prompts.problems]),
    ),
  ]);
  return answered.map(({ request, prompts }) => {
    const { runbook, snapshot, environmentId, tenantId } = request;
    const environment = world.store.get('Environments', environmentId);
    const { UseGuidedFailure, unknownSteps, ...wishes } = request.wishes;
    const order: ExecutionOrder = {
      SkipActions: [],
      SpecificMachineIds: [],
      ExcludedMachineIds: [],
      Comments: null,
      QueueTime: null,
      QueueTimeExpiry: null,
      FormValues: {},
      UseGuidedFailure: UseGuidedFailure ?? guidedByDefault(runbook.DefaultGuidedFailureMode, environment),
      ForcePackageDownload: false,
      ...wishes,
      ...(wishes.FormValues === undefined ? {} : { FormValues: prompts.shown }),
      SpaceId: runbook.SpaceId,
      ProjectId: runbook.ProjectId,
      EnvironmentId: environmentId,
      TenantId: tenantId,
      Name: `Run on ${environment?.Name ?? environmentId}`,
      PromptedValues: prompts.values,
    };
    const own = {
      RunbookId: runbook.Id,
      RunbookSnapshotId: snapshot.Id,
      FrozenRunbookProcessId: snapshot.FrozenRunbookProcessId,
    };
    return makeRunbookRun(world, {
      order,
      own,
      maker: { user: caller.user, recorded: caller.user },
      // No lifecycle says which runs go first. [guess]
      priority: wishes.Priority === 'On',
      warnings: skipWarnings(unknownSteps),
    });
  });
}

/** The prompts of a run there. */
export function runPrompts(
  { store }: World,
  place: Pick<RunRequest, 'runbook' | 'snapshot' | 'environmentId' | 'tenantId'>,
): PromptedVariable[] {
  const { snapshot } = place;
  const tenant = place.tenantId === null ? undefined : store.get('Tenants', place.tenantId);
  const snapshots = [snapshot.ProjectVariableSetSnapshotId, ...snapshot.LibraryVariableSetSnapshotIds];
  return promptsFor(
    snapshots.flatMap((id) => store.get('VariableSnapshots', id)?.Variables ?? []),
    {
      environment: place.environmentId,
      processOwner: place.runbook.Id,
      ...(tenant === undefined ? {} : { tenant: tenant.Id, tenantTags: tenant.TenantTags }),
    },
  );
}

function runProblems(world: World, caller: Caller, request: RunRequest): string[] {
  const { runbook, snapshot, environmentId, wishes } = request;
  const { store } = world;
  const environment = store.get('Environments', environmentId);
  const project = store.get('Projects', runbook.ProjectId);
  if (environment === undefined || environment.SpaceId !== runbook.SpaceId) {
    return [`The environment '${environmentId}' does not exist.`];
  }
  const problems = project?.IsDisabled ? [`The project '${project.Name}' is disabled.`] : [];
  if (!environmentsOf(world, runbook).includes(environmentId)) {
    problems.push(`The runbook '${runbook.Name}' does not run in '${environment.Name}'.`);
  }
  const published = runbook.PublishedRunbookSnapshotId === snapshot.Id;
  if (!published && !caller.may('RunbookEdit', { spaceId: runbook.SpaceId, projectId: runbook.ProjectId })) {
    problems.push(`The snapshot '${snapshot.Name}' is not the published one.`);
  }
  const steps = store.get('ProcessSnapshots', snapshot.FrozenRunbookProcessId)?.Steps ?? [];
  // A snapshot may be made before there are steps [client]; running it is refused. [guess]
  if (steps.length === 0) problems.push(`The snapshot '${snapshot.Name}' of '${runbook.Name}' has no steps to run.`);
  return [
    ...problems,
    ...tenantProblems(world, {
      mode: runbook.MultiTenancyMode,
      owner: `The runbook '${runbook.Name}'`,
      projectId: runbook.ProjectId,
      environmentId,
      tenantId: request.tenantId,
      channelTags: [],
    }),
    ...skipProblems(steps, wishes.SkipActions ?? []),
    ...unknownMachines(world, runbook.SpaceId, [
      ...(wishes.SpecificMachineIds ?? []),
      ...(wishes.ExcludedMachineIds ?? []),
    ]),
    ...scheduleProblems(world.clock.now(), wishes),
  ];
}

/** Environments that a runbook may run in. Lifecycles count only when it says so. [docs] */
export function environmentsOf(world: World, runbook: RunbookDocument): string[] {
  const { store } = world;
  const all = store.all('Environments').filter(({ SpaceId }) => SpaceId === runbook.SpaceId);
  if (runbook.EnvironmentScope === 'Specified') return [...runbook.Environments];
  if (runbook.EnvironmentScope === 'All') return all.map(({ Id }) => Id);
  const channels = store.all('Channels').filter(({ ProjectId }) => ProjectId === runbook.ProjectId);
  const phases = channels.map(
    ({ Id }) => lifecycleOf(world, { projectId: runbook.ProjectId, channelId: Id })?.Phases ?? [],
  );
  const anywhere = phases.some(
    (own) =>
      own.length === 0 ||
      own.some((phase) => phase.AutomaticDeploymentTargets.length + phase.OptionalDeploymentTargets.length === 0),
  );
  if (anywhere) return all.map(({ Id }) => Id);
  return phases.flat().flatMap((phase) => [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets]);
}
