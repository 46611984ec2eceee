import type { Plan } from '../plan/plan.ts';
import type { Decision } from '../run/decide.ts';
import type { RunEvent } from '../run/event.ts';
import type { RunState } from '../run/state.ts';
import { replay, step } from '../run/step.ts';
import type { Clock } from './clock.ts';
import { aStart } from './friday.ts';
import { perform } from './perform.ts';
import type { SimulatedServer } from './simulated-server.ts';

/** Where a shell is killed: before or after the n-th event is written down. What was done before the event stays done. */
export interface Kill {
  readonly at: number;
  readonly when: 'before' | 'after';
}

export interface Drive {
  readonly state: RunState;
  readonly decision: Decision;
  readonly journal: readonly RunEvent[];
  readonly end: 'finished' | 'stuck' | 'killed';
}

class Killed extends Error {}

/**
 * A shell in a few lines: writes each event down, steps, performs one effect at a time from the newest decision, and moves the clock to the next
 * moment that matters. Given the journal of a killed run, it resumes.
 */
export function drive(options: {
  plan: Plan;
  server: SimulatedServer;
  clock: Clock;
  journal?: readonly RunEvent[];
  kill?: Kill;
  /** Sees every decision before it is performed. */
  watch?: (state: RunState, decision: Decision) => void;
}): Drive {
  const { plan, server, clock, kill } = options;
  const journal: RunEvent[] = [...(options.journal ?? [])];
  let state = replay(plan, journal);
  let decision: Decision = { effects: [], wakeAt: null, standing: 'moving' };

  function hear(event: RunEvent): void {
    if (kill?.at === journal.length && kill.when === 'before') throw new Killed();
    journal.push(event);
    const next = step(plan, state, event);
    state = next.state;
    decision = next;
    options.watch?.(state, decision);
    if (kill && kill.at === journal.length - 1 && kill.when === 'after') throw new Killed();
  }

  function known(): RunState {
    if (!state) throw new Error('not started');
    return state;
  }

  try {
    hear(state ? { type: 'resumed', at: clock.now() } : aStart({ at: clock.now() }));
    for (let pass = 0; pass < 5_000; pass++) {
      const done = new Set<string>();
      for (;;) {
        const effect = decision.effects.find((each) => !done.has(each.id));
        if (!effect) break;
        done.add(effect.id);
        for (const event of perform({ plan, server, clock, effect, state: known() })) hear(event);
      }
      if (decision.standing === 'finished') {
        hear({ type: 'finished', outcome: 'done', at: clock.now() });
        return { state: known(), decision, journal, end: 'finished' };
      }
      if (decision.standing === 'stuck' || decision.wakeAt === null) {
        return { state: known(), decision, journal, end: 'stuck' };
      }
      clock.advanceTo(decision.wakeAt);
      hear({ type: 'time', at: clock.now() });
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return { state: known(), decision, journal, end: 'killed' };
  }
  throw new Error('the train never came to an end');
}
