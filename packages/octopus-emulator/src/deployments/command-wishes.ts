import { byNameOrId } from '../http/lookup.ts';
import { sameName } from '../http/names.ts';
import { badRequest, HttpProblem } from '../http/problem.ts';
import type { StepDocument } from '../processes/state.ts';
import type { World } from '../world.ts';
import type { DeploymentWishes } from './order.ts';
import type { PriorityWish } from './state.ts';

/** What the commands that deploy or run by names may wish for. */
export interface CommandFields {
  readonly ForcePackageDownload: boolean;
  readonly SpecificMachineNames: readonly string[];
  readonly ExcludedMachineNames: readonly string[];
  readonly SpecificTargetTagNames: readonly string[];
  readonly ExcludedTargetTagNames: readonly string[];
  readonly SkipStepNames: readonly string[];
  readonly UseGuidedFailure: boolean | null;
  readonly Priority: PriorityWish;
  readonly RunAt: string | null;
  readonly NoRunAfter: string | null;
  readonly DeploymentFreezeNames: readonly string[];
  readonly DeploymentFreezeOverrideReason: string | null;
}

/** Turns names into ids. An unknown target fails the command; an unknown step to skip does not. [docs] */
export function wishesOf(
  world: World,
  command: CommandFields,
  place: { spaceId: string; steps: readonly StepDocument[] },
): DeploymentWishes {
  if (command.SpecificTargetTagNames.length > 0 || command.ExcludedTargetTagNames.length > 0) {
    throw new HttpProblem(501, 'The emulator does not choose targets by tag sets.');
  }
  const actions = place.steps.flatMap((step) => step.Actions.map((action) => ({ step, action })));
  const known = actions.flatMap(({ step, action }) => [step.Name, action.Name]);
  const skipped = actions.filter(({ step, action }) =>
    command.SkipStepNames.some((name) => sameName(name, action.Name) || sameName(name, step.Name)),
  );
  return {
    SkipActions: skipped.map(({ action }) => action.Id),
    unknownSteps: command.SkipStepNames.filter((name) => !known.some((other) => sameName(name, other))),
    SpecificMachineIds: machinesNamed(world, place.spaceId, command.SpecificMachineNames),
    ExcludedMachineIds: machinesNamed(world, place.spaceId, command.ExcludedMachineNames),
    QueueTime: timeText(command.RunAt),
    QueueTimeExpiry: timeText(command.NoRunAfter),
    UseGuidedFailure: command.UseGuidedFailure,
    ForcePackageDownload: command.ForcePackageDownload,
    Priority: command.Priority,
  };
}

function machinesNamed({ store }: World, spaceId: string, names: readonly string[]): string[] {
  const machines = store.all('Machines').filter(({ SpaceId }) => SpaceId === spaceId);
  return names.map((name) => {
    const machine = byNameOrId(machines, name);
    if (machine === undefined) throw badRequest([`The deployment target '${name}' does not exist.`]);
    return machine.Id;
  });
}

/** Times arrive as people type them: `2030-01-01 10:00:00 +00:00`. [client] */
function timeText(text: string | null): string | null {
  if (text === null || text === '') return null;
  const at = Date.parse(text.replace(/^(\S+) (\S+) ([+-]\d\d:\d\d)$/, '$1T$2$3'));
  if (Number.isNaN(at)) throw badRequest([`'${text}' is not a time.`]);
  return new Date(at).toISOString().replace('Z', '+00:00');
}
