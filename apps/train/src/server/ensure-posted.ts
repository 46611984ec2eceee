import {
  type Candidate,
  matchPosting,
  type Posting,
  type RunEvent,
  type Subject,
  type Token,
  type Wanted,
} from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { settleDuplicates } from './duplicates.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore, write } from './writing.ts';

/** Something that is posted once for a run: how to look for it, and how to post it. */
export interface Postable {
  readonly subject: Extract<Subject, { kind: 'deployment' | 'approval' }>;
  /** What its token calls it: the car, or the gate. */
  readonly car: string;
  /** Release id of a deployment, runbook id of an approval's run. */
  readonly of: string;
  readonly spaceId: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
  /** One that the server made by itself will do. */
  readonly automatic: boolean;
  list(): Promise<readonly Candidate[]>;
  /** Asks what posting needs to know, before anything is written down; gives the post itself. */
  prepare(): Promise<(token: Token) => Promise<{ readonly id: string; readonly taskId: string }>>;
}

/**
 * Looks for a run's own deployment or approval run by its token; posts it when it is not there and may be posted; looks again afterwards, for who
 * else may have posted is seen only so. Of two with the same token the lowest id stands.
 */
export async function ensurePosted(options: {
  effect: { readonly id: string; readonly try: number; readonly mayPost: boolean };
  thing: Postable;
  session: Session;
  deps: ServerDeps;
}): Promise<readonly RunEvent[]> {
  const { effect, thing, session, deps } = options;
  const { subject, spaceId } = thing;
  const wanted = wantedOf(thing, session, effect.try);
  const look = async () => matchPosting(wanted, await thing.list());
  const before = await look();
  if (before.is !== 'none') return settleDuplicates({ match: before, subject, session, spaceId, deps });
  if (!effect.mayPost || !stillWanted(effect, session)) return nothingMore;
  const post = await thing.prepare();
  const isDoubted = postingOf(session, subject)?.doubtAt != null || postingOf(session, subject)?.intentAt != null;
  const send = (head: string) => post({ ...tokenOf(thing, session, effect.try), head });
  const written = await write({ session, subject, try: effect.try, deps, send });
  if (written.is !== 'done') return nothingMore;
  await session.intend({ type: 'posted', subject, ...written.value, source: 'created', at: deps.at() });
  const seen = await settleDuplicates({ match: await look(), subject, session, spaceId, deps });
  // Where an earlier one may still land, this look was not the last.
  return isDoubted ? seen : [...seen, { type: 'looked', subject, at: deps.at() }];
}

function postingOf(session: Session, { kind, id }: Postable['subject']): Posting | undefined {
  const state = session.state();
  return kind === 'deployment' ? state.stops[id] : state.gates[id];
}

function wantedOf(thing: Postable, session: Session, attempt: number): Wanted {
  const { car, of, environmentId, tenantId, automatic } = thing;
  const { run, planHash, plan } = session.lock;
  return { run, car, try: attempt, planHash, of, environmentId, tenantId, accountId: plan.account.id, automatic };
}

/** All of a token but the journal's hash, which anchors the intent on the server. */
function tokenOf(thing: Postable, session: Session, attempt: number): Omit<Token, 'head'> {
  const { run, planHash, plan } = session.lock;
  return { run, car: thing.car, try: attempt, plan: planHash, by: plan.requester.username };
}

/** Whether the engine still asks for the post: what was heard since, from its neighbours in the same pass, may have stopped the train. */
function stillWanted(effect: { readonly id: string }, session: Session): boolean {
  return session.decision().effects.some((each) => each.id === effect.id && 'mayPost' in each && each.mayPost);
}
