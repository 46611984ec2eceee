/** How a project or runbook treats failures. */
export type GuidedFailureMode = 'EnvironmentDefault' | 'Off' | 'On';

/** Answers to a failure. */
const guidances = ['Fail', 'Retry', 'Ignore', 'Exclude'] as const;
export type Guidance = (typeof guidances)[number];

/** Whether a deployment or run asks people about failures, unless its maker says so: its project's mode, else the environment's flag. [docs] */
export function guidedByDefault(
  mode: GuidedFailureMode,
  environment: { readonly UseGuidedFailure: boolean } | undefined,
): boolean {
  return mode === 'EnvironmentDefault' ? environment?.UseGuidedFailure === true : mode === 'On';
}

/** The variable `Octopus.UseGuidedFailure` has the last word. [docs] */
export function isGuided(asked: boolean, variable: string | undefined): boolean {
  const text = variable?.trim().toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : asked;
}

/** What may be answered: required steps are neither ignored nor left out, and only a target can be left out. [docs] */
export function guidancesFor(failed: { readonly required: boolean; readonly onTarget: boolean }): Guidance[] {
  return guidances.filter(
    (guidance) =>
      guidance === 'Fail' || guidance === 'Retry' || (!failed.required && (guidance === 'Ignore' || failed.onTarget)),
  );
}
