import type { MachineDocument } from '../machines/state.ts';
import type { ActionDocument, StepDocument } from '../processes/state.ts';
import { passesTagFilter, type TenantShape, targetServes } from '../tenants/participation.ts';
import { propertyText } from './properties.ts';

/** What decides which actions of a process run, and where. */
export interface PlanQuestion {
  readonly steps: readonly StepDocument[];
  readonly environmentId: string;
  /** Undefined in a runbook run: actions scoped to channels do not run there. */
  readonly channelId: string | undefined;
  readonly tenant: (TenantShape & { readonly Name: string }) | undefined;
  readonly skipActions: readonly string[];
  /** All targets of the space. */
  readonly machines: readonly MachineDocument[];
  readonly specificMachineIds: readonly string[];
  readonly excludedMachineIds: readonly string[];
  readonly allowNoTargets: boolean;
}

/** An action as it is planned when a task starts. */
export interface PlannedAction {
  readonly StepIndex: number;
  readonly ActionIndex: number;
  /** Targets it runs on; empty for actions of the server. */
  readonly MachineIds: readonly string[];
  /** Why it is left out. */
  readonly Skip: string | null;
}

/** The plan of a task, or why it cannot run. */
export interface Plan {
  readonly actions: readonly PlannedAction[];
  readonly problems: readonly string[];
}

/** Target tags that a step asks for; none: its actions run on the server. */
export function targetRolesOf(step: StepDocument): string[] {
  return (propertyText(step.Properties['Octopus.Action.TargetRoles']) ?? '')
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
}

/** Why an action is left out here, or null when it belongs to the run. [docs] */
function skipReason(action: ActionDocument, question: PlanQuestion): string | null {
  if (action.IsDisabled) return 'it is disabled';
  if (question.skipActions.includes(action.Id)) return 'the caller asked to skip it';
  const { Environments, ExcludedEnvironments, Channels, TenantTags } = action;
  if (
    Environments.length > 0
      ? !Environments.includes(question.environmentId)
      : ExcludedEnvironments.includes(question.environmentId)
  ) {
    return 'it is not for this environment';
  }
  if (Channels.length > 0 && (question.channelId === undefined || !Channels.includes(question.channelId))) {
    return 'it is not for this channel';
  }
  if (
    TenantTags.length > 0 &&
    (question.tenant === undefined || !passesTagFilter(question.tenant.TenantTags, TenantTags))
  ) {
    return 'it is not for this tenant';
  }
  return null;
}

/** The enabled targets with a wanted tag that serve the environment and the tenant. [docs] */
export function targetsFor(roles: readonly string[], question: PlanQuestion): MachineDocument[] {
  const wanted = roles.map((role) => role.toLowerCase());
  return question.machines.filter(
    (machine) =>
      !machine.IsDisabled &&
      machine.EnvironmentIds.includes(question.environmentId) &&
      machine.Roles.some((role) => wanted.includes(role.toLowerCase())) &&
      targetServes(machine, question.tenant) &&
      (question.specificMachineIds.length === 0 || question.specificMachineIds.includes(machine.Id)) &&
      !question.excludedMachineIds.includes(machine.Id),
  );
}

/** Plans every action of a process, in order; a step whose targets are missing makes the whole task fail. */
export function planActions(question: PlanQuestion): Plan {
  const problems: string[] = [];
  const actions = question.steps.flatMap((step, stepIndex) => {
    const roles = targetRolesOf(step);
    const machines = roles.length === 0 ? [] : targetsFor(roles, question);
    return step.Actions.map((action, actionIndex): PlannedAction => {
      const reason = skipReason(action, question);
      const untargeted = reason === null && roles.length > 0 && machines.length === 0;
      if (untargeted && !question.allowNoTargets) problems.push(missingTargets(step, roles, question));
      return {
        StepIndex: stepIndex,
        ActionIndex: actionIndex,
        MachineIds: reason === null ? machines.map(({ Id }) => Id) : [],
        Skip: reason ?? (untargeted ? 'it has no targets here' : null),
      };
    });
  });
  return { actions, problems: [...new Set(problems)] };
}

function missingTargets(step: StepDocument, roles: readonly string[], question: PlanQuestion): string {
  const tags = roles.map((role) => `'${role}'`).join(', ');
  const tenant = question.tenant === undefined ? '' : ` that serves the tenant '${question.tenant.Name}'`;
  return `The step '${step.Name}' needs an enabled deployment target with the tag ${tags} in this environment${tenant}, and there is none.`;
}
