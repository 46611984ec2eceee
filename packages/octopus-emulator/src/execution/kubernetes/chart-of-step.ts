import type { ActionRun } from '../executor.ts';
import { StepProblem } from './step-problem.ts';

/** The folder of a Helm step's chart in its repository; `.` for the root. */
export function chartFolderOf(run: Pick<ActionRun, 'property'>): string {
  const folder = run.property('Octopus.Action.Helm.ChartDirectory') ?? '.';
  return folder.replace(/^\.\//, '').replace(/\/+$/, '') || '.';
}

/**
 * The name of a Helm step's release: by action and environment unless the step says another. [client]
 *
 * @throws {StepProblem} when helm would not take it.
 */
export function releaseNameOf({ property, action, subject }: ActionRun): string {
  const name = property('Octopus.Action.Helm.ReleaseName') ?? `${action.Slug}-${subject.environment.Slug}`;
  if (/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name)) return name;
  throw new StepProblem(`'${name}' is no name for a Helm release: lower-case letters, digits and dashes, at most 53.`);
}
