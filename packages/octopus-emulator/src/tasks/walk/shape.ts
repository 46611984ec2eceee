import type { PlannedAction } from '../../execution/plan.ts';
import type { StepDocument } from '../../processes/state.ts';
import type { WalkStep } from './state.ts';

/** How many targets or actions are worked on at a time unless variables say otherwise. [docs] */
const MAX_PARALLELISM = 10;

/** The steps of a walk: in groups, with the actions that belong to the run and where they run. */
export function shapeOf(steps: readonly StepDocument[], planned: readonly PlannedAction[]): WalkStep[] {
  let group = 0;
  return steps.map((step, index) => {
    // A first step has nothing to run beside.
    if (step.StartTrigger !== 'StartWithPrevious' && index > 0) group += 1;
    const actions = planned.filter(({ StepIndex, Skip }) => StepIndex === index && Skip === null);
    const machines = actions[0]?.MachineIds ?? [];
    return {
      Group: group,
      ActionIndexes: actions.map(({ ActionIndex }) => ActionIndex),
      Lanes: machines.length === 0 ? [null] : machines,
      Rolling: 'Octopus.Action.MaxParallelism' in step.Properties,
      Limit: MAX_PARALLELISM,
      State: actions.length === 0 ? 'Skipped' : 'Pending',
    };
  });
}

/** How many targets at a time: the window of a rolling step, else `Octopus.Action.MaxParallelism`; anything unusable is the default. [docs] */
export function limitOf(rolling: boolean, window: string | undefined, variable: string | undefined): number {
  const asked = Number((rolling ? window : variable)?.trim() || Number.NaN);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return rolling ? 1 : MAX_PARALLELISM;
}
