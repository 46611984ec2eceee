import type { Decision, Effect } from '@octotrain/train-engine';
import { JournalTrouble } from '../journal/journal-trouble.ts';
import type { Clock } from './clock.ts';
import { type Hands, ServerTrouble } from './hands.ts';
import { LeaseLost } from './lease.ts';
import type { Session } from './session.ts';

/** No pass goes on forever: whatever is left is for the next one. */
const roundsPerTick = 30;

/**
 * One bounded pass over a run: asks the engine what to do, does it (independent things side by side), takes the answers in, and goes on while the
 * answers lead to new things. Each effect is performed at most once a pass. Throws what kept one from being performed, when all have ended.
 */
export async function tick(options: {
  session: Session;
  hands: Hands;
  clock: Clock;
  signal?: AbortSignal;
}): Promise<Decision> {
  const { session, hands, clock, signal } = options;
  const done = new Set<string>();
  for (let round = 0; round < roundsPerTick; round++) {
    await session.hear({ type: 'time', at: clock.now() });
    const fresh = session.decision().effects.filter((effect) => !done.has(effect.id));
    if (fresh.length === 0 || signal?.aborted) break;
    for (const effect of fresh) done.add(effect.id);
    const results = await Promise.allSettled(fresh.map((effect) => performInto(effect, session, hands)));
    const troubles = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (troubles.length > 0) throw gravest(troubles);
  }
  const decision = session.decision();
  if (decision.standing === 'finished' && !session.state().finished) {
    const failed = Object.values(session.view().stops).some(
      ({ status }) => status === 'failed' || status === 'rejected',
    );
    await session.hear({ type: 'finished', outcome: failed ? 'failed' : 'done', at: clock.now() });
  }
  return decision;
}

async function performInto(effect: Effect, session: Session, hands: Hands): Promise<void> {
  for (const event of await hands.perform(effect, session)) await session.hear(event);
}

/** Of several the one that says most: a defect of ours before a disk that is full, that before a lease that is lost, that before a server that is away. */
function gravest(troubles: readonly unknown[]): unknown {
  const kinds = [JournalTrouble, LeaseLost, ServerTrouble];
  const rank = (trouble: unknown) => kinds.findIndex((kind) => trouble instanceof kind);
  return [...troubles].sort((a, b) => rank(a) - rank(b))[0];
}
