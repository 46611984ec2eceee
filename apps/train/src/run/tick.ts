import type { Decision, Effect } from '@octotrain/train-engine';
import type { Clock } from './clock.ts';
import type { Hands } from './hands.ts';
import type { Session } from './session.ts';

/** No pass goes on forever: whatever is left is for the next one. */
const roundsPerTick = 30;

/**
 * One bounded pass over a run: asks the engine what to do, does it (independent things side by side), takes the answers in, and goes on while the
 * answers lead to new things. Each effect is performed at most once a pass.
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
    const trouble = results.find((result) => result.status === 'rejected');
    if (trouble) throw trouble.reason;
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
