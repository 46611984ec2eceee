import type { ApprovalGate, Car, Train } from '../file/train.ts';
import type { Fault } from './fault.ts';
import type { Observed, ObservedCar, ObservedManualStep, ObservedTeam } from './observed.ts';
import type { PlannedGate, Ref } from './plan.ts';

/**
 * Turns the gates of a car's environments into approvals: one for each team named. A manual intervention of the project's own process is the
 * gate where it runs in that environment and the gate names every team responsible for it; else the approval runbook asks.
 */
export function planGates(options: { train: Train; car: Car; there: ObservedCar; observed: Observed }): {
  gates: PlannedGate[];
  faults: Fault[];
} {
  const gates: PlannedGate[] = [];
  const faults: Fault[] = [];
  for (const [environmentName, list] of Object.entries(options.train.gates)) {
    const environment = options.there.environments.find(
      ({ name }) => name.toLowerCase() === environmentName.toLowerCase(),
    );
    if (!environment) continue;
    let number = 0;
    list.forEach((gate, at) => {
      gate.teams.forEach((teamName, teamAt) => {
        number++;
        const path = ['gates', environmentName, at, 'approval', 'teams', teamAt];
        const planned = planApproval({ ...options, environment, gate, teamName, path, number });
        if ('fault' in planned) faults.push(planned.fault);
        else gates.push(planned.gate);
      });
    });
  }
  return { gates, faults };
}

function planApproval(options: {
  car: Car;
  there: ObservedCar;
  observed: Observed;
  environment: Ref;
  gate: ApprovalGate;
  teamName: string;
  path: readonly PropertyKey[];
  number: number;
}): { gate: PlannedGate } | { fault: Fault } {
  const { car, there, observed, environment, gate, teamName, path, number } = options;
  const team = findTeam(observed, there, teamName);
  if (!team) {
    return {
      fault: { path, code: 'unknown-team', message: `no team \`${teamName}\` on the server`, hint: teamHint(observed) },
    };
  }
  const barred = [observed.account.id, ...(gate.notRequester ? [observed.requester.id] : [])];
  if (team.memberIds.length > 0 && team.memberIds.every((id) => barred.includes(id))) {
    return {
      fault: {
        path,
        code: 'nobody-may-approve',
        message: gate.notRequester
          ? `${team.name} has no member who may approve: neither the requester, ${observed.requester.displayName}, nor the train's own account may`
          : `${team.name} has no member who may approve: the train's own account may not`,
        hint: 'add another member to the team, or let somebody else ask for the train',
      },
    };
  }
  const base = {
    id: `${car.id}/${environment.name}/approval-${number}`,
    car: car.id,
    environment,
    team: { id: team.id, name: team.name },
    notRequester: gate.notRequester,
  };
  const step = gate.through === 'either' ? processStep(there, environment, gate, team, observed) : undefined;
  if (step) return { gate: { ...base, through: 'process', step: step.name } };
  const fault = runbookFault(observed, environment, team, path);
  return fault ? { fault } : { gate: { ...base, through: 'runbook', step: null } };
}

function processStep(
  there: ObservedCar,
  environment: Ref,
  gate: ApprovalGate,
  team: ObservedTeam,
  observed: Observed,
): ObservedManualStep | undefined {
  const named = new Set(gate.teams.flatMap((name) => findTeam(observed, there, name)?.id ?? []));
  return manualStepsIn(there, environment).find(
    (step) => step.teamIds.includes(team.id) && step.teamIds.every((id) => named.has(id)),
  );
}

/** The manual interventions that a deployment to an environment meets. */
export function manualStepsIn(there: ObservedCar, environment: Ref): readonly ObservedManualStep[] {
  return there.manualSteps.filter(
    (step) =>
      (step.environmentIds.length === 0 || step.environmentIds.includes(environment.id)) &&
      !step.excludedEnvironmentIds.includes(environment.id),
  );
}

function runbookFault(
  observed: Observed,
  environment: Ref,
  team: Ref,
  path: readonly PropertyKey[],
): Fault | undefined {
  const approvals = observed.approvals;
  if (!approvals) {
    return {
      path,
      code: 'no-approval-runbook',
      message: `nobody can be asked: there is no runbook \`Train Approval\` in a project \`Release Trains\` that this account can see`,
      hint: 'make it with `pnpm bootstrap apply`, or give the project a manual intervention of its own',
    };
  }
  if (!approvals.teams.some((name) => name.toLowerCase() === team.name.toLowerCase())) {
    return {
      path,
      code: 'no-approval-step',
      message: `the runbook \`Train Approval\` has no step for ${team.name}`,
      hint: `it can ask: ${approvals.teams.join(', ') || 'nobody'}`,
    };
  }
  if (approvals.environments[environment.name] === undefined) {
    return {
      path,
      code: 'no-approval-environment',
      message: `space ${approvals.space.name}, where approvals are asked, has no environment ${environment.name}`,
      hint: `add ${environment.name} to ${approvals.space.name}`,
    };
  }
  return undefined;
}

function findTeam(observed: Observed, there: ObservedCar, name: string): ObservedTeam | undefined {
  return observed.teams.find(
    (team) =>
      team.name.toLowerCase() === name.toLowerCase() && (team.spaceId === null || team.spaceId === there.space.id),
  );
}

function teamHint(observed: Observed): string {
  return observed.teams.length === 0
    ? 'this account sees no team: give it TeamView'
    : `the teams it can see are: ${observed.teams.map((team) => team.name).join(', ')}`;
}
