import type { LookAgain, RunEvent } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ensureApproval } from './approvals.ts';
import { ensureDeployment } from './deployments.ts';
import { ensureRelease } from './releases.ts';
import type { ServerDeps } from './server-deps.ts';

/** Looks for what may be there unseen, or twice, and posts nothing. */
export async function lookAgain(effect: LookAgain, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const { id, of: subject } = effect;
  const looking = { id, try: effect.try, mayPost: false };
  if (subject.kind === 'deployment') await findItsRelease(subject.id, session, deps);
  const seen =
    subject.kind === 'deployment'
      ? await ensureDeployment(
          { ...looking, kind: 'ensure-deployment', stop: subject.id, automatic: false },
          session,
          deps,
        )
      : await ensureApproval({ ...looking, kind: 'ensure-approval', gate: subject.id }, session, deps);
  return [...seen, { type: 'looked', subject, at: deps.at() }];
}

/** Of a release that somebody unknown has made nothing was deployed that could be found without it. */
async function findItsRelease(stopId: string, session: Session, deps: ServerDeps): Promise<void> {
  const car = session.plan.stops.find(({ id }) => id === stopId)?.car;
  if (car === undefined || session.state().cars[car]?.releaseId != null) return;
  const looking = { id: `release/${car}`, kind: 'ensure-release', car, mayCreate: false } as const;
  for (const event of await ensureRelease(looking, session, deps)) await session.hear(event);
}
