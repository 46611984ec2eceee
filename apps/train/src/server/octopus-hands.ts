import type { OctopusApi } from '@octotrain/octopus-client';
import type { Effect, RunEvent } from '@octotrain/train-engine';
import type { Hands } from '../run/hands.ts';
import type { Session } from '../run/session.ts';
import { ensureApproval } from './approvals.ts';
import { askFor } from './asking.ts';
import { reportDefect } from './defects.ts';
import { ensureDeployment, findAdded } from './deployments.ts';
import { lookAgain } from './look-again.ts';
import { sharedReleaseDeployments } from './release-deployments.ts';
import { ensureRelease } from './releases.ts';
import type { ServerDeps } from './server-deps.ts';
import { runSmoke } from './smoke.ts';
import { cancelTask, observeTasks } from './tasks.ts';

/** Hands that work on an Octopus server. */
export function octopusHands(options: Omit<ServerDeps, 'nameOf' | 'ofRelease'>): Hands {
  const deps: ServerDeps = {
    ...options,
    nameOf: rememberedNames(options.api),
    ofRelease: sharedReleaseDeployments(options.api),
  };
  return { perform: (effect, session) => perform(effect, session, deps) };
}

function perform(effect: Effect, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  switch (effect.kind) {
    case 'ensure-release':
      return ensureRelease(effect, session, deps);
    case 'ensure-deployment':
      return ensureDeployment(effect, session, deps);
    case 'ensure-approval':
      return ensureApproval(effect, session, deps);
    case 'observe':
      return observeTasks(effect, session, deps);
    case 'smoke':
      return runSmoke(effect, session, deps);
    case 'report-defect':
      return reportDefect(effect, session, deps);
    case 'cancel-task':
      return cancelTask(effect, session, deps);
    case 'find-added':
      return findAdded(effect, session, deps);
    case 'look-again':
      return lookAgain(effect, session, deps);
  }
}

function rememberedNames(api: OctopusApi): (userId: string) => Promise<string> {
  const names = new Map<string, string>();
  return async (userId) => {
    const known = names.get(userId);
    if (known !== undefined) return known;
    const found = await askFor(() => api.GET('/api/users/{id}', { params: { path: { id: userId } } }));
    // An account that may not see people still tells them apart by id.
    const name = found?.data.DisplayName ?? userId;
    names.set(userId, name);
    return name;
  };
}
