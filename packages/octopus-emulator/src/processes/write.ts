import type { RouteContext } from '../http/api.ts';
import { conflict, refuseIfAny } from '../http/problem.ts';
import { withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import { identifiedSteps, processProblems } from './rules.ts';
import { type ProcessDocument, processSchema } from './state.ts';

/**
 * The next version of a process, from a request's body. The body's `Version` must be the stored one: else somebody else
 * changed it, 409. [guess for the status]
 */
export function nextProcess(context: RouteContext, stored: ProcessDocument): ProcessDocument {
  const { world } = context;
  const written = validated(processSchema, context.body);
  if (written.Version !== undefined && written.Version !== stored.Version) {
    throw conflict(
      `The process was changed since it was read: its version is ${stored.Version}, not ${written.Version}. Read it again.`,
    );
  }
  refuseIfAny(processProblems(world.store, stored, written));
  return {
    ...stored,
    Version: stored.Version + 1,
    Steps: identifiedSteps(written.Steps, stored.Steps, world.random),
  };
}

/** Writes a changed process into the audit log, its secrets as marks. */
export function recordProcessChange(
  { world, caller, userAgent }: RouteContext,
  change: { what: string; owners: readonly string[]; before: ProcessDocument; after: ProcessDocument },
): void {
  const { what, owners, before, after } = change;
  world.record({
    category: 'Modified',
    message: `${what} was changed`,
    related: [after.Id, ...owners],
    spaceId: after.SpaceId,
    user: caller.user,
    userAgent,
    before,
    after,
  });
}

export function shownProcess(process: ProcessDocument): object {
  const { RunbookId, ...rest } = process;
  return withoutSecrets({
    ...rest,
    ...(RunbookId === null ? {} : { RunbookId }),
    Links: linksOf(process, RunbookId),
  });
}

function linksOf({ SpaceId, ProjectId, Id }: ProcessDocument, runbookId: string | null): Record<string, string> {
  const space = `/api/${SpaceId}`;
  if (runbookId !== null) {
    return { Self: `${space}/runbookProcesses/${Id}`, Runbook: `${space}/runbooks/${runbookId}` };
  }
  const self = `${space}/deploymentprocesses/${Id}`;
  return { Self: self, Project: `${space}/projects/${ProjectId}`, Template: `${self}/template{?channel,releaseId}` };
}
