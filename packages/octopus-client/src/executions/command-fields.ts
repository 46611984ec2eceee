import type { RequestProblem } from '../errors/invalid-request-error.ts';
import type { ExecutionOptions, FreezeOverride, Schedule } from './options.ts';

/** What the commands that deploy and run have in common, as it is sent. */
export interface CommandFields {
  SkipStepNames?: string[];
  UseGuidedFailure?: boolean;
  RunAt?: string;
  NoRunAfter?: string;
  DeploymentFreezeNames?: string[];
  DeploymentFreezeOverrideReason?: string;
  Priority?: 'On' | 'Off';
  ForcePackageDownload?: boolean;
  DebugMode?: 'Debug';
}

/** Options as the server wants them, and what is wrong with them. */
export function commandFields(options: ExecutionOptions): { fields: CommandFields; problems: RequestProblem[] } {
  const { skipSteps = [], guidedFailure, priority, forcePackageDownload, debug } = options;
  const schedule = scheduleFields(options.schedule);
  const freezes = freezeFields(options.overrideFreezes);
  const fields: CommandFields = {
    ...(skipSteps.length > 0 ? { SkipStepNames: [...skipSteps] } : {}),
    ...(guidedFailure === undefined ? {} : { UseGuidedFailure: guidedFailure }),
    ...(priority === undefined ? {} : { Priority: priority ? 'On' : 'Off' }),
    ...(forcePackageDownload === undefined ? {} : { ForcePackageDownload: forcePackageDownload }),
    ...(debug ? { DebugMode: 'Debug' } : {}),
    ...schedule.fields,
    ...freezes.fields,
  };
  return { fields, problems: [...schedule.problems, ...freezes.problems] };
}

interface Part {
  readonly fields: CommandFields;
  readonly problems: readonly RequestProblem[];
}

function scheduleFields(schedule: Schedule | undefined): Part {
  if (!schedule) return { fields: {}, problems: [] };
  const [at, notAfter] = [new Date(schedule.at), schedule.notAfter ? new Date(schedule.notAfter) : undefined];
  const problems: RequestProblem[] = [];
  for (const [name, given, time] of [
    ['schedule.at', schedule.at, at],
    ['schedule.notAfter', schedule.notAfter, notAfter],
  ] as const) {
    if (time && Number.isNaN(time.getTime())) problems.push(problem('bad-time', name, `${name} "${given}" is no time`));
  }
  if (notAfter && notAfter <= at) {
    problems.push(problem('bad-time', 'schedule.notAfter', 'schedule.notAfter is not after schedule.at'));
  }
  if (problems.length > 0) return { fields: {}, problems };
  return { fields: { RunAt: at.toISOString(), ...(notAfter ? { NoRunAfter: notAfter.toISOString() } : {}) }, problems };
}

function freezeFields(override: FreezeOverride | undefined): Part {
  if (!override) return { fields: {}, problems: [] };
  const problems = [
    ...(override.names.length === 0
      ? [problem('no-reason', 'overrideFreezes.names', 'an override names no freeze')]
      : []),
    ...(override.reason.trim() === ''
      ? [problem('no-reason', 'overrideFreezes.reason', 'an override of freezes needs a reason')]
      : []),
  ];
  return {
    fields: { DeploymentFreezeNames: [...override.names], DeploymentFreezeOverrideReason: override.reason },
    problems,
  };
}

function problem(kind: RequestProblem['kind'], name: string, message: string): RequestProblem {
  return { kind, name, message, suggestions: [] };
}
