import { OctopusError } from '@octotrain/octopus-client';
import type { Match, RunEvent, Subject } from '@octotrain/train-engine';
import { LeaseLost } from '../run/lease.ts';
import type { Session } from '../run/session.ts';
import { ask } from './asking.ts';
import type { ServerDeps } from './server-deps.ts';

/**
 * What a look found, as events. Of several with the same token the one with the lowest id stands; the others are cancelled where they have not
 * started, and always reported.
 */
export async function settleDuplicates(options: {
  match: Match;
  subject: Subject;
  session: Session;
  spaceId: string;
  deps: ServerDeps;
}): Promise<readonly RunEvent[]> {
  const { match, subject, session, spaceId, deps } = options;
  if (match.is === 'none') return [];
  if (match.is === 'foreign') {
    return [{ type: 'foreign', subject, id: match.candidate.id, reason: match.reason, at: deps.at() }];
  }
  const { candidate, source, extra } = match;
  const known = new Set(
    session
      .state()
      .duplicates.filter((each) => each.cancelled)
      .map((each) => each.id),
  );
  const seen: RunEvent[] = [
    { type: 'posted', subject, id: candidate.id, taskId: candidate.taskId, source, at: deps.at() },
  ];
  let lost: LeaseLost | undefined;
  for (const each of extra.filter(({ id }) => !known.has(id))) {
    const cancelling = await cancelUnstarted(deps, spaceId, each.taskId);
    if (cancelling instanceof LeaseLost) lost = cancelling;
    const cancelled = cancelling === true;
    seen.push({ type: 'duplicate', subject, id: each.id, taskId: each.taskId, cancelled, at: deps.at() });
  }
  if (!lost) return seen;
  // Whoever may not write any more still tells what it saw.
  for (const event of seen) await session.hear(event);
  throw lost;
}

/** Whether it was cancelled; or that nothing may be written any more. */
async function cancelUnstarted(deps: ServerDeps, spaceId: string, taskId: string): Promise<boolean | LeaseLost> {
  const path = { spaceId, id: taskId };
  const { data: task } = await ask(() => deps.api.GET('/api/{spaceId}/tasks/{id}', { params: { path } }));
  if (task.State === 'Canceled') return true;
  if (task.State !== 'Queued' || task.StartTime) return false;
  try {
    await deps.api.POST('/api/{spaceId}/tasks/{id}/cancel', { params: { path } });
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return error;
    // It started meanwhile, or this account may not: reported as not cancelled.
    if (error instanceof OctopusError) return false;
    throw error;
  }
}
