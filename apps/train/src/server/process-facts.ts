import type { Step } from '@octotrain/octopus-client';
import type { ObservedManualStep } from '@octotrain/train-engine';

/** The steps of a process, and those that ask a person. */
export function processFacts(steps: readonly Step[]): {
  stepNames: readonly string[];
  manualSteps: readonly ObservedManualStep[];
} {
  const actions = steps.flatMap((step) => step.Actions.map((action) => ({ step, action })));
  return {
    stepNames: [...new Set(actions.flatMap(({ step, action }) => [step.Name, action.Name]))],
    manualSteps: actions
      .filter(({ action }) => action.ActionType === 'Octopus.Manual' && !action.IsDisabled)
      .map(({ action }) => ({
        name: action.Name,
        environmentIds: action.Environments ?? [],
        excludedEnvironmentIds: action.ExcludedEnvironments ?? [],
        teamIds: teamIdsOf(action.Properties),
      })),
  };
}

/** Team ids of a manual intervention: a comma-separated text. [client] */
function teamIdsOf(properties: Step['Actions'][number]['Properties']): readonly string[] {
  const value = properties?.['Octopus.Action.Manual.ResponsibleTeamIds'];
  return typeof value === 'string'
    ? value
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== '')
    : [];
}
