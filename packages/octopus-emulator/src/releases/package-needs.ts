import type { ActionDocument, StepDocument } from '../processes/state.ts';

/** A package that a release or a runbook's snapshot needs a version of. */
export interface PackageNeed {
  readonly step: StepDocument;
  readonly action: ActionDocument;
  readonly reference: ActionDocument['Packages'][number];
}

/** The packages of enabled steps, in order; of a channel only those that run in it. [docs] */
export function packageNeeds(steps: readonly StepDocument[], channelId?: string): readonly PackageNeed[] {
  return steps.flatMap((step) =>
    step.Actions.filter(
      ({ IsDisabled, Channels }) =>
        !IsDisabled && (channelId === undefined || Channels.length === 0 || Channels.includes(channelId)),
    ).flatMap((action) => action.Packages.map((reference) => ({ step, action, reference }))),
  );
}

/** Whether feed and package are named outright, not by an expression that only a deployment can work out. */
export function isResolvable({ reference }: PackageNeed): boolean {
  return !`${reference.FeedId}${reference.PackageId}`.includes('#{');
}

/** How a need is called in sentences. */
export function nameOfNeed({ action, reference }: PackageNeed): string {
  return reference.Name === '' ? `step '${action.Name}'` : `step '${action.Name}', package '${reference.Name}'`;
}
