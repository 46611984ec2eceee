import type { StepDocument } from '../../processes/state.ts';
import type { TaskWalkDocument, WalkStep } from './state.ts';

/**
 * The variables that tell where the steps of a run are: `Octopus.Step.Status.Code` for the one at work, and by name for all.
 * [docs; guess for the form by name]
 */
export function statusVariables(
  steps: readonly Pick<StepDocument, 'Name'>[],
  walk: Pick<TaskWalkDocument, 'Steps' | 'Failure'>,
  current: number,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [index, { Name }] of steps.entries()) {
    const state = walk.Steps[index]?.State;
    if (state === undefined) continue;
    variables[`Octopus.Step[${Name}].Status.Code`] = state;
    if (state === 'Failed') variables[`Octopus.Step[${Name}].Status.Error`] = walk.Failure ?? '';
    if (index === current) variables['Octopus.Step.Status.Code'] = state satisfies WalkStep['State'];
  }
  return variables;
}
