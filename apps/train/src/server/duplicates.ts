import { OctopusError } from '@octotrain/octopus-client';
import type { Match, RunEvent, Subject } from '@octotrain/train-engine';
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
  const duplicates = await Promise.all(
    extra
      .filter((each) => !known.has(each.id))
      .map(async (each): Promise<RunEvent> => {
        const cancelled = await cancelUnstarted(deps, spaceId, each.taskId);
        return { type: 'duplicate', subject, id: each.id, taskId: each.taskId, cancelled, at: deps.at() };
      }),
  );
  return [
    { type: 'posted', subject, id: candidate.id, taskId: candidate.taskId, source, at: deps.at() },
    ...duplicates,
  ];
}

async function cancelUnstarted(deps: ServerDeps, spaceId: string, taskId: string): Promise<boolean> {
  const path = { spaceId, id: taskId };
  const { data: task } = await ask(() => deps.api.GET('/api/{spaceId}/tasks/{id}', { params: { path } }));
  if (task.State !== 'Queued' || task.StartTime) return false;
  await deps.mayWrite();
  try {
    await deps.api.POST('/api/{spaceId}/tasks/{id}/cancel', { params: { path } });
    return true;
  } catch (error) {
    // It started meanwhile, or this account may not: reported as not cancelled.
    if (error instanceof OctopusError) return false;
    throw error;
  }
}
