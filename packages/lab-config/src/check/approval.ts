import type { StepEntry } from '../file/steps.ts';
import { expectKnown } from './names.ts';
import type { ProjectCheck } from './project-check.ts';
import { reachedBy, runsIn } from './reach.ts';

/**
 * Checks that a project which handles something that a policy protects lets no release into the policy's environments
 * before a person has agreed: a manual step comes first there, for every release, and nobody may skip it.
 */
export function checkApproval({ report, path, project, file, space }: ProjectCheck): void {
  const policies = file.policies ?? {};
  const at = [...path, 'handles'];
  expectKnown({ report, path: at, names: project.handles, kind: 'policy', known: Object.keys(policies) });
  const reached = reachedBy(project, { file, space });
  project.handles?.forEach((handled, index) => {
    const guarded = (policies[handled]?.approval ?? []).filter((environment) => reached.includes(environment));
    const open = guarded.filter((environment) => !asksFirst(project.process, environment));
    if (open.length === 0 || !project.process?.length) return;
    const where = open.join(', ');
    const name = String(path.at(-1));
    report([...at, index], {
      code: 'without-approval',
      message: `\`${name}\` handles ${handled}, and a release of it gets into ${where} without anybody’s approval`,
      hint: `begin its process with a manual step that has \`required: true\` and \`environments: [${where}]\``,
    });
  });
}

function asksFirst(steps: readonly StepEntry[] = [], environment: string): boolean {
  const here = steps.filter((step) => !step.disabled && runsIn(step, environment));
  const first = here.findIndex((step) => step.kind !== 'manual');
  return (first < 0 ? here : here.slice(0, first)).some(isForAll);
}

/** A manual step that no release gets past: for all channels, under no condition, and not to be skipped. */
function isForAll(step: StepEntry): boolean {
  const isConditional = step.runIf !== undefined || step.condition === 'failure';
  return (step.channels ?? []).length === 0 && !isConditional && step.required === true;
}
