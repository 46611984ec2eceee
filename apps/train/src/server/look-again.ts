import type { LookAgain, RunEvent } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ensureApproval } from './approvals.ts';
import { ensureDeployment } from './deployments.ts';
import type { ServerDeps } from './server-deps.ts';

/** Looks for a second one of what may have been sent twice, and posts nothing. */
export async function lookAgain(effect: LookAgain, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const { id, of: subject } = effect;
  const looking = { id, try: effect.try, mayPost: false };
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
