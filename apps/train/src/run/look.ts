import type { Effect, RunEvent } from '@octotrain/train-engine';
import type { Journal } from '../journal/journal.ts';
import type { RunLock } from '../journal/lock-record.ts';
import { octopusHands } from '../server/octopus-hands.ts';
import type { Hands } from './hands.ts';
import { type Session, startSession } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { tick } from './tick.ts';

/**
 * What can be seen of a run from the server alone, by its plan and by what carries its token; changes nothing. Smoke tests are not made again: that a stop was
 * found healthy is taken for granted.
 */
export async function lookAtRun(surroundings: Surroundings, lock: RunLock): Promise<Session> {
  const { clock } = surroundings;
  const session = await startSession({ lock, journal: unkept, listeners: [], at: lock.startedAt });
  const hands = lookingHands(surroundings);
  // What one pass finds lets the next one look further along the path.
  for (let seen = -1; session.events.length > seen; ) {
    seen = session.events.length;
    await tick({ session, hands, clock });
  }
  return session;
}

/** A journal of a look is of no use to anybody. */
const unkept: Journal = {
  append: async () => {},
  durable: async () => '',
  head: () => '',
  close: async () => {},
};

function lookingHands(surroundings: Surroundings): Hands {
  const { tasks, probes, clock } = surroundings;
  const api = surroundings.guarded(async () => {
    throw new Error('a look sends nothing');
  });
  const hands = octopusHands({ api, tasks, probes, at: clock.now });
  return {
    async perform(effect, session): Promise<readonly RunEvent[]> {
      const looking = lookOnly(effect);
      if (looking) return hands.perform(looking, session);
      if (effect.kind !== 'smoke') return [];
      const { stop, index } = effect;
      return [{ type: 'smoke', stop, index, result: 'passed', detail: 'not made again here', at: clock.now() }];
    },
  };
}

/** The part of an effect that only looks; null where it has none. */
function lookOnly(effect: Effect): Effect | null {
  switch (effect.kind) {
    case 'ensure-release':
      return { ...effect, mayCreate: false };
    case 'ensure-deployment':
    case 'ensure-approval':
      return { ...effect, mayPost: false };
    case 'observe':
    case 'find-added':
      return effect;
    case 'smoke':
    case 'report-defect':
    case 'cancel-task':
    case 'look-again':
      return null;
  }
}
