import { responsibleTeams } from '../interruptions/raise.ts';
import type { MachineDocument } from '../machines/state.ts';
import type { PlanQuestion } from './plan.ts';
import { planActions, targetRolesOf, targetsFor } from './plan.ts';
import { labelOf, type PromptedVariable } from './prompts.ts';

/** What a deployment or run would do, and what it would ask for. */
export function previewOf(
  question: PlanQuestion & { readonly guidedFailure: boolean },
  prompts: readonly PromptedVariable[],
): Record<string, unknown> {
  const plan = planActions(question);
  const steps = plan.actions.flatMap((planned, index) => {
    const step = question.steps[planned.StepIndex];
    const action = step?.Actions[planned.ActionIndex];
    if (step === undefined || action === undefined) return [];
    const roles = targetRolesOf(step);
    const untargeted = roles.length > 0 && targetsFor(roles, question).length === 0;
    if (planned.Skip !== null && !untargeted) return [];
    const machines = question.machines.filter(({ Id }) => planned.MachineIds.includes(Id)).map(showMachine);
    const manual = action.ActionType === 'Octopus.Manual' && responsibleTeams(action).length > 0;
    return [
      {
        ActionId: action.Id,
        ActionName: action.Name,
        ActionNumber: String(index + 1),
        Roles: roles,
        Machines: machines,
        MachineNames: machines.map(({ Name }) => Name),
        CanBeSkipped: !action.IsRequired && !manual,
        IsDisabled: action.IsDisabled,
        HasNoApplicableMachines: untargeted,
        UnavailableMachines: [],
        ExcludedMachines: [],
      },
    ];
  });
  return {
    StepsToExecute: steps,
    Form: { Values: Object.fromEntries(prompts.map(({ Id, Value }) => [Id, Value])), Elements: prompts.map(elementOf) },
    UseGuidedFailureModeByDefault: question.guidedFailure,
    Changes: [],
    ChangesMarkdown: '',
  };
}

function showMachine({ Id, Name, HealthStatus }: MachineDocument) {
  return { Id, Name, HasLatestCalamari: true, HealthStatus };
}

/** The element's name is the variable's id, the control's is the variable's name. [client] */
function elementOf(variable: PromptedVariable): Record<string, unknown> {
  const { Prompt, Id, Name, IsSensitive } = variable;
  return {
    Name: Id,
    Control: {
      Type: 'VariableValue',
      Name,
      Label: labelOf(variable),
      Description: Prompt.Description,
      Required: Prompt.Required,
      IsSecure: IsSensitive,
      DisplaySettings: Prompt.DisplaySettings,
    },
    IsValueRequired: Prompt.Required,
  };
}
